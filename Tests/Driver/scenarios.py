"""Scenario texts for the tests, written as contract.md prints them."""

CLOCK = "2017-04-12 01:38:21"


def scenario(*accounts, name="driver", top=""):
    """A scenario whose reports are due at once; `accounts` are blocks of account()."""
    return (
        f"name: {name}\nseed: 1\nreport: {{stat: DELIVRD, after: 0s}}\n{top}\n"
        "accounts:\n" + "".join(accounts)
    )


def account(name="922011", **settings):
    """One prepaid account of 100000, every further setting as YAML flow text."""
    lines = {
        "password": '"123456"',
        "billing": "prepaid",
        "balance": "100000",
        "access_codes": '["1069012345"]',
        **settings,
    }
    text = f'  - account: "{name}"\n'
    return text + "".join(f"    {key}: {value}\n" for key, value in lines.items())


PLAIN = scenario(account())
STOPPED = scenario(account(), top=f'clock: {{start: "{CLOCK}", run: false}}')
