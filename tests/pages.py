"""How tests read a page."""


def text_of(response):
    """The page's source with single spaces, no-break spaces among them."""
    return " ".join(response.content.decode().replace("&nbsp;", " ").split())
