"""A server with something on it: messages of every dialect, replies, and reports in every state."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request



class Gateway:
    """What an application and a test say to the server, over plain HTTP."""

    def __init__(self, port, token=None):
        self.base = f"http://127.0.0.1:{port}"
        self.token = token

    def send(self, mobile, content, account="922011", **more):
        """A text in the words of smgw; the answer."""
        return self.form("/sms", action="send", account=account, password="123456", mobile=mobile,
                         content=content, rt="json", **more)

    def pull(self, action, account="922011"):
        """What `action=report` or `action=mo` hands out."""
        answer = self.form("/sms", action=action, account=account, password="123456", rt="json")
        return json.loads(answer)["list"]

    def form(self, path, **fields):
        body = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(self.base + path, body, timeout=10) as answer:
            return answer.read().decode("utf-8", "replace")

    def control(self, method, path, body=None):
        """A call of the control API; its JSON. A refusal is raised with its words."""
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.base}/__mock/v1/{path}", data, method=method)
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
        return json.loads(text) if text else None

    def get(self, path):
        return self.control("GET", path)

    def post(self, path, body=None):
        return self.control("POST", path, {} if body is None else body)


def gif(colour, width=180, height=100):
    """A picture as a GIF: a disc on a ground of this colour.

    Each pixel is a code of eight bits; a clear code before the table of codes is full keeps it so.
    """
    table = bytes(colour) + bytes([255, 255, 255]) + bytes(3 * 126)
    pixels = bytes(
        (x - width / 2) ** 2 + (y - height / 2) ** 2 < (height / 3) ** 2
        for y in range(height) for x in range(width))
    codes = b"".join(b"\x80" + pixels[at:at + 100] for at in range(0, len(pixels), 100)) + b"\x81"
    blocks = b"".join(bytes([len(part)]) + part for part in (codes[at:at + 255] for at in range(0, len(codes), 255)))
    size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return b"GIF89a" + size + b"\xf6\0\0" + table + b"," + bytes(4) + size + b"\0\x07" + blocks + b"\0;"


def mms(*frames):
    """The content of an MMS: frames of `(seconds, [(type, bytes)])`."""
    return ";".join(
        f"{seconds}," + ",".join(f"{kind}|{base64.b64encode(data).decode()}" for kind, data in parts)
        for seconds, parts in frames)


def populate(gateway):
    """A day's work, small."""
    send = gateway.send
    send("13800138000", "【朗宇】您的快递已到丰巢柜，取件码 806213，请于今日20:00前领取。")
    send("13800138000", "【朗宇】温馨提示：您的会员将于12月31日到期，续费享八折。回T退订")
    send("13912345678", "Your flight CA1831 departs 08:30 from gate C21. Have a pleasant trip.")
    long = "尊敬的用户，您本月的账单已出：套餐费五十八元，流量叠加包十元，通话费三元二角，合计七十一元二角。" \
           "为避免影响使用，请在本月二十五日前通过掌上营业厅、支付宝或微信完成缴费。如已缴费请忽略本短信，感谢您一直以来的支持。"
    send("15023239810", long)
    send("13527576163,13527576164", "【学校】明天下午三点召开家长会，请准时参加。")
    gateway.form("/msg/HttpBatchSendSM", account="test01", pswd="123456", mobile="18600001111",
                 msg="订单 20261121 已发货，预计明日送达。", needstatus="true")
    gateway.form("/sms.aspx", action="send", userid="12", account="zhouyang", password="123456",
                 mobile="17712340000", content="会议改到周五上午十点，二号楼301。", sendTime="")
    gateway.form("/sendmms.aspx", action="send", userid="12", account="zhouyang", password="123456",
                 mobile="13800138000", title="新品",
                 content=mms((3, [("txt", "新品上市，欢迎选购".encode("gb2312")), ("gif", gif((42, 91, 215)))]),
                             (2, [("gif", gif((22, 160, 90)))]),
                             (2, [("txt", "退订回T".encode("gb2312"))])))
    send("19900002120", "number refused by a rule")
    gateway.post("clock", {"advance": "2s"})
    gateway.pull("report")
    send("19900003010", "【银行】您尾号1234的账户于今日支出人民币50.00元。")
    send("19900009120", "report comes after three days")
    gateway.post("clock", {"advance": "2s"})
    gateway.post("replies", {"account": "922011", "mobile": "13800138000", "content": "好的，谢谢", "after": "0s"})
    gateway.post("clock", {"advance": "1m"})
    send("13800138000", "【朗宇】您的验证码是 4821，5分钟内有效，请勿告诉他人。")
    send("18812345678", "【朗宇】验证码：709335（登录），如非本人操作请忽略。")
