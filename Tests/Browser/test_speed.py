"""What the inbox costs: its size, its first paint, and ten thousand messages to scroll through."""

from house import live, show, until

# A screen and a half a frame, down to the end and up again; how long the frames took, in milliseconds.
WALK = """async () => {
  const list = document.querySelector(".long");
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  const step = list.clientHeight * 1.5;
  for (let way = 1; way >= -1; way -= 2) {
    const end = way > 0 ? list.scrollHeight - list.clientHeight : 0;
    while (Math.abs(list.scrollTop - end) > 1) {
      list.scrollTop += way * step;
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
    }
  }
  return frames.sort((a, b) => a - b);
}"""


def test_size_and_first_paint(checks, house):
    with house.server() as (server, _):
        base = f"http://127.0.0.1:{server.port}/__mock/"
        paints = []
        with house.page(base) as page:
            for view in ["handset", "scenarios", "coverage", "pushes"]:
                show(page, view)
            sizes = page.evaluate("performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                  ".filter(({ name }) => !name.includes('/v1/')).map(({ name, encodedBodySize, decodedBodySize }) => [name, encodedBodySize, decodedBodySize])")
            sent = sum(size for _, size, _ in sizes)
            print(f"   {len(sizes)} files, {sent} bytes sent, {sum(size for _, _, size in sizes)} when unpacked")
            checks.that("the page is under 100 KB in all", 0 < sent < 100_000, sizes)
        with house.page(base) as page:
            for _ in range(8):
                page.reload()
                live(page)
                paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        print("   first paint, ms: " + ", ".join(f"{paint:.0f}" for paint in sorted(paints)))
        # What else the machine does only adds to it.
        checks.that("first paint under 100 ms, the best of eight", min(paints) < 100, paints)


def test_ten_thousand_messages_scroll(checks, house):
    with house.inbox() as (gateway, page):
        numbers = [str(13_800_000_000 + index) for index in range(10_000)]
        for start in range(0, len(numbers), 500):
            gateway.send(",".join(numbers[start:start + 500]), f"【朗宇】第{start}批，验证码 {1000 + start}。")
        until(page, "document.querySelector('.count').textContent === '10,000'")
        # What else the machine does only adds to a frame, so the best of three walks counts.
        for _ in range(3):
            frames = page.evaluate(WALK)
            p50, p99 = frames[len(frames) // 2], frames[int(len(frames) * 0.99)]
            print(f"   {len(frames)} frames: median {p50:.1f} ms, 99 of 100 within {p99:.1f} ms, worst {frames[-1]:.1f} ms")
            if p50 < 17.5 and p99 < 34:
                break
        checks.that("ten thousand messages scroll at full rate", p50 < 17.5 and p99 < 34, frames[-10:])
        page.evaluate("document.querySelector('.long').scrollTop = 1e9")
        page.locator("[role=option]", has_text="13800000000").wait_for()
        rows = page.evaluate("document.querySelectorAll('[role=option]').length")
        checks.that("only what is in sight exists", rows < 60, rows)
