package dev.freehold.mailserver.imap;

import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where IMAP is listened for, and how.
 *
 * @param implicitTls the port whose connections begin with TLS; empty for none
 * @param startTls the port whose connections begin without; STARTTLS comes before sign-in there
 * @param plain a port of loopback where sign-in needs no TLS; empty for none
 * @param certificate what is shown; empty only if there is the plain port alone
 * @param shared what all listeners of the process have together
 * @param messageBytes the longest message that is taken
 */
public record ImapListenerSettings(
    Optional<ListenSocket> implicitTls,
    Optional<ListenSocket> startTls,
    Optional<ListenSocket> plain,
    Optional<SSLContext> certificate,
    SharedBounds shared,
    int messageBytes) {}
