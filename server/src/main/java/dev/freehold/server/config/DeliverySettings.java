package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.networks;
import static dev.freehold.server.config.Kind.optional;
import static dev.freehold.server.config.Kind.path;
import static dev.freehold.server.config.Kind.port;

import dev.freehold.mailserver.lmtp.JunkHeader;
import dev.freehold.web.net.AddressRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys below {@code freehold.lmtp}: how transfer agents bring mail. */
final class DeliverySettings {

  static final Setting<Integer> PORT =
      Setting.open(
              "freehold.lmtp.port",
              "The port on which transfer agents deliver mail over LMTP; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Optional<Path>> SOCKET =
      Setting.open(
              "freehold.lmtp.socket",
              "A Unix-domain socket on which transfer agents deliver mail over LMTP; every account"
                  + " that may write to the file may deliver.",
              optional(path()),
              "")
          .onlyForServe();
  static final Setting<List<AddressRange>> CLIENTS =
      Setting.open(
              "freehold.lmtp.clients",
              "The transfer agents that may deliver over the port: addresses and networks.",
              networks(),
              "127.0.0.0/8, ::1/128")
          .onlyForServe();
  static final Setting<Optional<JunkHeader>> JUNK_HEADER =
      Setting.open(
              "freehold.lmtp.junk-header",
              "The header field by which a filter in front of the server marks unwanted mail, which"
                  + " goes to the folder Junk.",
              optional(
                  new Kind<>(
                      "a field such as X-Spam: Yes",
                      text -> {
                        Optional<JunkHeader> field = JunkHeader.parse(text);
                        return field.orElseThrow(
                            () -> new IllegalArgumentException("no header field"));
                      })),
              "X-Spam: Yes")
          .onlyForServe();

  static final List<Setting<?>> ALL = List.of(PORT, SOCKET, CLIENTS, JUNK_HEADER);

  private DeliverySettings() {}

  static ServerSettings.Delivery of(Configuration c) {
    return new ServerSettings.Delivery(
        c.get(PORT), c.get(SOCKET), c.get(CLIENTS), c.get(JUNK_HEADER));
  }
}
