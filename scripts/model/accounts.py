"""Who may propose and decide what: accounts of the git server, with their powers."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scripts.model.fields import Record, Text, matching, schema, split_entries, word_of
from scripts.model.words import Power

Login = Annotated[
    str,
    matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}", "账号写法不对", "代码平台上的登录名：字母、数字和短横线"),
    schema("string"),
]
Mail = Annotated[
    str,
    matching(
        r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+",
        "邮箱写法不对",
        "邮箱地址，如 syb@sl.example",
    ),
    schema("string"),
]


class Account(Record):
    """One row of ``data/accounts.csv``: one person's account. Internal only.

    A commit is this person's when its author's mail is one of ``mails``; a push or a
    pull request when the git server says ``login``.
    """

    login: Login
    """代码平台上的登录名"""
    name: Text
    """署名：提交记录里显示的名字"""
    unit: Text
    """单位现名"""
    powers: Annotated[
        tuple[Annotated[Power, word_of(Power)], ...], BeforeValidator(split_entries), Field(min_length=1)
    ]
    """能做什么，用；隔开：填报 / 核定 / 撰稿 / 审核 / 管理"""
    mails: Annotated[tuple[Mail, ...], BeforeValidator(split_entries), Field(min_length=1)]
    """提交所用的邮箱，用；隔开；不同账号的邮箱不能相同"""

    def may(self, power: Power) -> bool:
        """Tell whether the account has a power."""
        return power in self.powers
