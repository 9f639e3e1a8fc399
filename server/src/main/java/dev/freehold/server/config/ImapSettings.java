package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.dnsName;
import static dev.freehold.server.config.Kind.port;

import java.util.List;

/** The keys below {@code freehold.imap}: where mail programs read mailboxes. */
final class ImapSettings {

  static final Setting<Integer> PORT =
      Setting.open(
              "freehold.imap.port",
              "The port of IMAP whose connections begin with TLS, 993 as a rule; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> START_TLS_PORT =
      Setting.open(
              "freehold.imap.starttls-port",
              "The port of IMAP where clients begin TLS with STARTTLS before they sign in, 143 as a"
                  + " rule; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> PUBLIC_PORT =
      Setting.open(
              "freehold.imap.public-port",
              "The port under which mail programs reach freehold.imap.port, where a proxy or"
                  + " mapping leads from there; 0 for the same. Mail programs that configure"
                  + " themselves are told this one.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> PUBLIC_START_TLS_PORT =
      Setting.open(
              "freehold.imap.public-starttls-port",
              "The same for freehold.imap.starttls-port.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> PLAIN_PORT =
      Setting.open(
              "freehold.imap.plain-port",
              "A port for IMAP, on 127.0.0.1 and without TLS, for a proxy or a webmail on this"
                  + " machine; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<String> NAME =
      Setting.open(
              "freehold.imap.name",
              "The DNS name under which mail programs reach IMAP.",
              dnsName(),
              "imap.freehold.localhost")
          .onlyForServe();

  static final List<Setting<?>> ALL =
      List.of(PORT, PUBLIC_PORT, START_TLS_PORT, PUBLIC_START_TLS_PORT, PLAIN_PORT, NAME);

  private ImapSettings() {}

  static ServerSettings.Imap of(Configuration c) {
    return new ServerSettings.Imap(
        c.get(PORT), c.get(START_TLS_PORT), c.get(PLAIN_PORT), c.get(NAME));
  }
}
