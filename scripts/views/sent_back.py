"""What the office last said of an item to its lead unit; pure."""

from scripts.views.internal_item import ItemView


def sent_back_reason(item: ItemView) -> str:
    """Why the office sent the item back, in its latest words; '' when it never did."""
    looks = [look for look in item.checks if look.result == "退回"]
    if item.decision and item.decision.result == "退回":
        looks.append(item.decision)
    return max(reversed(looks), key=lambda look: look.on).text if looks else ""


def asked_meanwhile(item: ItemView) -> str:
    """What the office wants added to a request it has not decided; '' when it waits for nothing."""
    if item.state != "申请销号" or item.request is None or not item.checks:
        return ""
    last = item.checks[-1]
    return last.text if last.result == "待补" and last.on >= item.request.on else ""
