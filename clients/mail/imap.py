"""Reads, files, searches and removes mail with Python's imaplib.

    imap.py PORT CA_PEM USER PASSWORD
"""

import imaplib
import ssl
import sys


def done(answer):
    status, data = answer
    assert status == "OK", answer
    return data


def main(port, authority, user, password):
    tls = ssl.create_default_context(cafile=authority)
    with imaplib.IMAP4_SSL("localhost", int(port), ssl_context=tls) as imap:
        done(imap.login(user, password))
        assert b" IDLE " in done(imap.capability())[0]
        done(imap.create("Work/2026"))
        for number in range(20):
            message = f"Subject: number {number}\r\nMessage-ID: <{number}@example.com>\r\n\r\nbody\r\n"
            done(imap.append("Work/2026", "\\Seen", None, message.encode()))
        assert done(imap.select("Work/2026")) == [b"20"]
        assert done(imap.search(None, "SUBJECT", '"number 7"')) == [b"8"]
        assert len(done(imap.search(None, "BODY", "body"))[0].split()) == 20
        newest_first = done(imap.sort("(REVERSE SUBJECT)", "UTF-8", "ALL"))[0].split()
        assert newest_first[0] == b"10", newest_first
        (_, content), _ = done(imap.fetch("8", "(BODY[])"))
        assert content.endswith(b"\r\n\r\nbody\r\n"), content
        done(imap.store("1:5", "+FLAGS", "(\\Deleted)"))
        assert len(done(imap.expunge())) == 5
        done(imap.copy("1", "INBOX"))
        done(imap.rename("Work/2026", "Archive/2026"))
        done(imap.close())
        assert done(imap.select("Archive/2026")) == [b"15"]
        done(imap.close())
        done(imap.delete("Archive/2026"))


if __name__ == "__main__":
    main(*sys.argv[1:])
