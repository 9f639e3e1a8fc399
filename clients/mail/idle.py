"""Stays in IDLE with Python's imaplib until the server tells of a message that comes in over LMTP.

    idle.py PORT CA_PEM USER PASSWORD LMTP_SOCKET
"""

import imaplib
import smtplib
import ssl
import sys
import time

HEARD_WITHIN_SECONDS = 5


def main(port, authority, user, password, socket):
    tls = ssl.create_default_context(cafile=authority)
    with imaplib.IMAP4_SSL("localhost", int(port), ssl_context=tls, timeout=30) as imap:
        imap.login(user, password)
        _, (before,) = imap.select()
        imap.send(b"idle IDLE\r\n")
        assert imap.readline().startswith(b"+ ")
        with smtplib.LMTP(socket) as lmtp:
            lmtp.sendmail("bea@fabrikam.example", user, "Subject: heard of\r\n\r\nin IDLE\r\n")
        delivered = time.monotonic()
        while imap.readline() != b"* %d EXISTS\r\n" % (int(before) + 1):
            pass
        seconds = time.monotonic() - delivered
        assert seconds < HEARD_WITHIN_SECONDS, seconds
        imap.send(b"DONE\r\n")
        while not imap.readline().startswith(b"idle OK"):
            pass
        _, ((_, content), _) = imap.fetch(str(int(before) + 1), "(BODY.PEEK[])")
        assert content.endswith(b"in IDLE\r\n"), content


if __name__ == "__main__":
    main(*sys.argv[1:])
