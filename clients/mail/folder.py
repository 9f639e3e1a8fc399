"""Fills a folder for a program that is driven through a terminal, or shows what the program made of it.

    folder.py PORT CA_PEM USER PASSWORD fill FOLDER
    folder.py PORT CA_PEM USER PASSWORD show FOLDER
"""

import email
import imaplib
import re
import ssl
import sys

SUBJECTS = ("to read", "to flag", "to save", "to delete")


def fill(imap, folder):
    for made in (folder, folder + "-saved"):
        imap.create(made)
        imap.subscribe(made)
    for subject in SUBJECTS:
        message = (
            f"From: Bea <bea@fabrikam.example>\r\nSubject: {subject}\r\n"
            "Date: Sun, 29 Nov 2026 09:00:00 +0000\r\n"
            f"Message-ID: <{subject.replace(' ', '-')}@{folder}>\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\n\r\nThis one is {subject}.\r\n"
        )
        status, _ = imap.append(folder, None, None, message.encode())
        assert status == "OK"


def show(imap, folder):
    """A line for each message: its folder, subject and flags."""
    for shown in (folder, folder + "-saved"):
        imap.select(shown, readonly=True)
        _, answer = imap.fetch("1:*", "(FLAGS BODY.PEEK[])")
        for part in answer:
            if isinstance(part, tuple):
                flags = re.search(rb"FLAGS \(([^)]*)\)", part[0])[1].decode().split()
                kept = sorted(flag for flag in flags if flag != "\\Recent")
                print(f"{shown}: {email.message_from_bytes(part[1])['Subject']}", *kept)


def main(port, authority, user, password, what, folder):
    tls = ssl.create_default_context(cafile=authority)
    with imaplib.IMAP4_SSL("localhost", int(port), ssl_context=tls) as imap:
        imap.login(user, password)
        {"fill": fill, "show": show}[what](imap, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
