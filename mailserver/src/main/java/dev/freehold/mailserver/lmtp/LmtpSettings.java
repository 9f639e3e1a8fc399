package dev.freehold.mailserver.lmtp;

import dev.freehold.web.net.AddressRange;
import dev.freehold.web.tls.TlsIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where delivery listens and to whom it talks.
 *
 * @param hostName what the server calls itself
 * @param allowed the networks of transfer agents; nobody else is answered over TCP
 * @param socketFile a Unix-domain socket beside the port, if any; whoever may write to the file may
 *     deliver
 * @param identity the certificate for {@code STARTTLS}; without one it is not offered
 * @param maxMessageBytes the largest message
 * @param junk by which header field unwanted mail is known, if any
 */
public record LmtpSettings(
    String hostName,
    List<AddressRange> allowed,
    Optional<Path> socketFile,
    Optional<TlsIdentity> identity,
    long maxMessageBytes,
    Optional<JunkHeader> junk) {

  /** Copies the list. */
  public LmtpSettings {
    allowed = List.copyOf(allowed);
  }
}
