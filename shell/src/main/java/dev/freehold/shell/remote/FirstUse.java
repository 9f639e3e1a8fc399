package dev.freehold.shell.remote;

import dev.freehold.powershell.run.Host;
import dev.freehold.web.client.Certificates;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/** What happens when a server's authority is not trusted: the user is asked once, or told. */
final class FirstUse {

  private final TrustedServers servers;

  FirstUse(TrustedServers servers) {
    this.servers = servers;
  }

  /**
   * Asks whether to trust, and remembers a yes.
   *
   * @param host empty if this is no moment to ask
   * @throws RemoteException UNTRUSTED unless the user said yes
   */
  void decide(UntrustedChainException untrusted, Optional<Host> host) {
    if (!untrusted.isSound()) {
      throw Failures.untrusted(
          "certificate-invalid",
          ("The certificate of https://%s is not in order: it is for another name, not valid now,"
                  + " or too weak (%s, valid %s). Nothing was sent.")
              .formatted(
                  untrusted.address(), subject(untrusted.server()), validity(untrusted.server())));
    }
    servers
        .find(untrusted.address())
        .ifPresent(
            known -> {
              throw changed(untrusted, known);
            });
    Host terminal = host.filter(Host::isInteractive).orElseThrow(() -> cannotAsk(untrusted));
    if (!isYes(untrusted, terminal)) {
      throw Failures.untrusted(
          "authority-refused",
          "https://%s is not trusted, because you said no. Nothing was sent."
              .formatted(untrusted.address()));
    }
    servers.trust(untrusted.address(), untrusted.authority());
  }

  private RemoteException changed(UntrustedChainException untrusted, TrustedServer known) {
    return Failures.untrusted(
        "authority-changed",
        ("The authority of https://%s has changed. Somebody may be listening; nothing was sent."
                + "\nTrusted since %s: SHA-256 %s\nShown now: SHA-256 %s\nIf the change is meant,"
                + " remove the entry %s from %s, or name the new authority in FREEHOLD_CA.")
            .formatted(
                untrusted.address(),
                known.trustedAt(),
                Certificates.fingerprint(known.authority()),
                Certificates.fingerprint(untrusted.authority()),
                known.address(),
                servers.path()));
  }

  private static RemoteException cannotAsk(UntrustedChainException untrusted) {
    return Failures.untrusted(
        "authority-unknown",
        ("The authority of https://%s is not trusted: %s, SHA-256 %s. If that is the fingerprint of"
                + " your server, set FREEHOLD_CA to a PEM file with its authority, or connect once"
                + " in 'freehold shell' and answer yes.")
            .formatted(
                untrusted.address(),
                subject(untrusted.authority()),
                Certificates.fingerprint(untrusted.authority())));
  }

  private static boolean isYes(UntrustedChainException untrusted, Host host) {
    host.write(
        """

        The server is not known yet, and no public authority vouches for it.
          Address:     https://%s
          Server:      %s
          Authority:   %s
          Valid:       %s
          SHA-256:     %s
        Compare the fingerprint with that of the server's authority before you trust it.
        """
            .formatted(
                untrusted.address(),
                subject(untrusted.server()),
                subject(untrusted.authority()),
                validity(untrusted.authority()),
                Certificates.fingerprint(untrusted.authority())),
        Optional.empty());
    for (int round = 0; round < RemoteLimits.MAX_QUESTIONS; round++) {
      String answer =
          host.ask("Trust this authority for this server from now on? (yes/no): ")
              .orElse("no")
              .strip()
              .toLowerCase(Locale.ROOT);
      if (answer.equals("yes") || answer.equals("no")) {
        return answer.equals("yes");
      }
    }
    return false;
  }

  private static String subject(X509Certificate certificate) {
    return Shown.line(certificate.getSubjectX500Principal().getName());
  }

  private static String validity(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant();
  }
}
