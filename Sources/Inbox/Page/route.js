// Where the page is: the view and its parameters, in the address, so that a view can be shared.

/** `#/messages?state=due` is `{ view: "messages", state: "due" }`. */
export function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { ...Object.fromEntries(new URLSearchParams(query)), view: path || "messages" };
}

export function address(view, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== "view" && value != null && value !== "") query.set(name, value);
  }
  return `#/${view}${query.size ? `?${query}` : ""}`;
}

/** Goes there. With `quietly` it is no step of its own for the back button. */
export function go(view, parameters, quietly = false) {
  const there = address(view, parameters);
  if (there === location.hash) return;
  if (quietly) {
    history.replaceState(null, "", there);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = there;
  }
}

/** Changes some of the parameters of this view. */
export function adjust(changes, quietly = false) {
  const here = route();
  go(here.view, { ...here, ...changes }, quietly);
}
