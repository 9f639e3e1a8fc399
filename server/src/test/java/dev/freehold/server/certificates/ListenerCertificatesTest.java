package dev.freehold.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.testing.OwnCertificate;
import dev.freehold.web.WebException;
import dev.freehold.web.tls.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A look at the certificates of listeners")
class ListenerCertificatesTest {

  private static final String SUFFIX = "keys.localhost";

  @TempDir Path folder;

  private ListenerCertificates certificates(Map<String, String> further) {
    Map<String, String> values = new HashMap<>(further);
    values.put("freehold.data-folder", folder.resolve("data").toString());
    values.put("freehold.vault.suffix", SUFFIX);
    return ListenerCertificates.ofVaults(
        ServerSettings.from(new ConfigurationLoader().load(Optional.empty(), Map.of(), values)),
        authority(),
        Clock.systemUTC());
  }

  private Path authority() {
    return folder.resolve("tls");
  }

  private void renewAuthority() {
    LocalAuthority.open(authority(), List.of(SUFFIX), Clock.systemUTC()).renew(true);
  }

  @Test
  @DisplayName("tells clients of another authority until they could be told")
  void told() {
    ListenerCertificates certificates = certificates(Map.of());
    List<String> told = new ArrayList<>();
    Runnable look =
        certificates.look(
            ListenerNames.VAULT,
            pem -> {
              told.add(pem);
              if (told.size() == 1) {
                throw new IllegalStateException("the disk is full");
              }
            });
    look.run();
    assertThat(told).isEmpty();
    renewAuthority();

    assertThatIllegalStateException().isThrownBy(look::run);
    look.run();
    look.run();

    assertThat(told).hasSize(2).containsOnly(certificates.of(ListenerNames.VAULT).authorityPem());
  }

  @Test
  @DisplayName("finds a new certificate of one's own while the local authority cannot be read")
  void own() throws Exception {
    Path file = folder.resolve("own.p12");
    OwnCertificate.write(file, "*." + SUFFIX);
    ListenerCertificates certificates =
        certificates(
            Map.of(
                "freehold.vault.tls.keystore",
                file.toString(),
                "freehold.vault.tls.keystore-password",
                OwnCertificate.PASSWORD));
    X509Certificate first = certificates.of(ListenerNames.VAULT).chain().getFirst();
    Runnable look = certificates.look(ListenerNames.VAULT, _ -> {});
    OwnCertificate.write(file, "*." + SUFFIX);
    Files.writeString(authority().resolve("ca.pem"), "damaged");

    assertThatExceptionOfType(WebException.class).isThrownBy(look::run);

    assertThat(certificates.of(ListenerNames.VAULT).chain().getFirst()).isNotEqualTo(first);
  }
}
