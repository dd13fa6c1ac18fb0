"""stand-in"""


class Finding:
    pass


def check(text):
    return []
