package dev.freehold.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.vault.registry.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {

  @TempDir Path folder;

  @Nested
  @DisplayName("A value comes from")
  class Origin {

    @Test
    @DisplayName("its default when nothing is configured")
    void defaults() {
      ServerSettings settings = ServerSettings.from(load("", Map.of(), Map.of()));

      assertThat(settings.network().apiPort()).isEqualTo(8443);
      assertThat(settings.network().vaultPort()).isEqualTo(8444);
      assertThat(settings.network().bindAddress()).isEqualTo("127.0.0.1");
      assertThat(settings.network().apiName()).isEqualTo("freehold.localhost");
      assertThat(settings.network().vaultSuffix()).isEqualTo("vault.freehold.localhost");
      assertThat(settings.crypto()).isEqualTo(CryptoSuite.Choice.AUTO);
      assertThat(settings.keys().lease()).isEqualTo(Duration.ofSeconds(60));
      assertThat(settings.keys().allowedVaultSuffixes()).isEmpty();
      assertThat(settings.files().s3UploadExpiry()).isEqualTo(Duration.ofDays(7));
      assertThat(settings.limits().messageBytes()).isEqualTo(150L << 20);
      assertThat(settings.limits().mailboxBytes()).isEqualTo(100L << 30);
      assertThat(settings.imap().isOn()).isFalse();
      assertThat(settings.imap().name()).isEqualTo("imap.freehold.localhost");
      assertThat(settings.database().url()).isEmpty();
      assertThat(settings.database().password().isPresent()).isFalse();
      assertThat(settings.availability().url()).isEmpty();
      assertThat(settings.availability().connections()).isEqualTo(8);
      assertThat(settings.logging().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    @DisplayName("the file, over the default")
    void file() {
      ServerSettings settings =
          ServerSettings.from(
              load(
                  """
                  freehold:
                    api:
                      port: 0
                    keys:
                      lease-seconds: 7
                      allowed-vault-suffixes: [vault.azure.net, keys.example.org]
                    crypto:
                      provider: jdk
                  """,
                  Map.of(),
                  Map.of()));

      assertThat(settings.network().apiPort()).isZero();
      assertThat(settings.keys().lease()).isEqualTo(Duration.ofSeconds(7));
      assertThat(settings.keys().allowedVaultSuffixes())
          .isEqualTo(List.of("vault.azure.net", "keys.example.org"));
      assertThat(settings.crypto()).isEqualTo(CryptoSuite.Choice.JDK);
    }

    @Test
    @DisplayName("the environment, over the file")
    void environment() {
      Configuration configuration =
          load("freehold: {api: {port: 1}}", Map.of("FREEHOLD_API_PORT", "2"), Map.of());
      Map<String, String> expiry = Map.of("FREEHOLD_FILES_S3_UPLOAD_EXPIRY", "PT36H");

      assertThat(configuration.get(NetworkSettings.API_PORT)).isEqualTo(2);
      assertThat(configuration.origin(NetworkSettings.API_PORT)).isEqualTo("the environment");
      assertThat(load("", expiry, Map.of()).get(FilesSettings.S3_UPLOAD_EXPIRY))
          .isEqualTo(Duration.ofHours(36));
    }

    @Test
    @DisplayName("the command line, over the environment")
    void commandLine() {
      Configuration configuration =
          load("", Map.of("FREEHOLD_API_PORT", "2"), Map.of("freehold.api.port", "3"));

      assertThat(configuration.get(NetworkSettings.API_PORT)).isEqualTo(3);
      assertThat(configuration.origin(NetworkSettings.API_PORT)).isEqualTo("the command line");
    }

    @Test
    @DisplayName("a file of its own, if it is a secret")
    void secretFile() throws IOException {
      Path file = Files.writeString(folder.resolve("password"), "hunter2 and more\n");

      Configuration configuration =
          load("", Map.of("FREEHOLD_DATABASE_PASSWORD_FILE", file.toString()), Map.of());

      assertThat(configuration.get(Settings.DATABASE_PASSWORD).reveal())
          .isEqualTo("hunter2 and more");
    }
  }

  @Nested
  @DisplayName("Connections to other vaults")
  class VaultConnections {

    @Test
    @DisplayName("are files, for one tenant or for all")
    void entries() {
      ServerSettings settings =
          ServerSettings.from(
              load(
                  """
                  freehold:
                    keys:
                      vault-connections: [contoso=/etc/a.json, /etc/b.json]
                  """,
                  Map.of(),
                  Map.of()));

      assertThat(settings.keys().vaultConnections())
          .containsExactly(
              new VaultConnectionEntry(Optional.of("contoso"), Path.of("/etc/a.json")),
              new VaultConnectionEntry(Optional.empty(), Path.of("/etc/b.json")));
    }
  }

  @Nested
  @DisplayName("Where vaults are for their clients")
  class PlaceOfVaults {

    @Test
    @DisplayName("is a public port and regions, which are the same in both ways of writing them")
    void values() {
      ServerSettings.Vaults defaults = ServerSettings.from(load("", Map.of(), Map.of())).vaults();
      assertThat(defaults.publicPort()).isZero();
      assertThat(defaults.locations()).isEqualTo(Locations.of("local"));

      Configuration configuration =
          load(
              """
              freehold:
                vault:
                  public-port: 443
                  locations: [West Europe, northeurope]
              """,
              Map.of(),
              Map.of());
      ServerSettings.Vaults vaults = ServerSettings.from(configuration).vaults();
      assertThat(vaults.publicPort()).isEqualTo(443);
      assertThat(vaults.locations().names()).isEqualTo("'westeurope', 'northeurope'");
      assertThat(vaults.locations().first().displayName()).isEqualTo("West Europe");
      assertThat(Explanation.of(configuration)).contains("freehold.vault.locations");
    }
  }

  @Nested
  @DisplayName("It is an error")
  class Refused {

    @Test
    @DisplayName("to connect vaults without a tenant before the sign, or a file after it")
    void malformedConnection() {
      for (String bad : List.of("=/etc/a.json", "contoso=")) {
        assertInvalid(
            "", Map.of("FREEHOLD_KEYS_VAULT_CONNECTIONS", bad), "freehold.keys.vault-connections");
      }
    }

    @Test
    @DisplayName("to give vaults a port or regions out of bounds")
    void placeOfVaults() {
      assertInvalid("", Map.of("FREEHOLD_VAULT_PUBLIC_PORT", "65536"), "from 0 to 65535");
      String many =
          IntStream.rangeClosed(1, 17)
              .mapToObj(number -> "region" + number)
              .collect(Collectors.joining(","));
      for (String bad : List.of("West Europe, WESTEUROPE", "west-europe", "1st", ",", many)) {
        assertInvalid("", Map.of("FREEHOLD_VAULT_LOCATIONS", bad), "1 to 16 regions of letters");
      }
    }

    @Test
    @DisplayName("to show figures to others without a token, or with one that could be guessed")
    void openMetrics() {
      Map<String, String> open = Map.of("FREEHOLD_METRICS_ADDRESS", "0.0.0.0");
      assertThatThrownBy(() -> ServerSettings.from(load("", open, Map.of())))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("0.0.0.0")
          .hasMessageContaining("freehold.metrics.token");
      Map<String, String> weak = Map.of("FREEHOLD_METRICS_TOKEN", "secret");
      assertThatThrownBy(() -> ServerSettings.from(load("", weak, Map.of())))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("32 to 512 characters")
          .hasMessageNotContaining("secret");
      assertInvalid("", Map.of("FREEHOLD_METRICS_ADDRESS", "metrics.example"), "an IP address");
    }

    @Test
    @DisplayName("to set a key that has no effect on the command")
    void withoutEffect() {
      Configuration configuration = load("", Map.of("FREEHOLD_API_PORT", "1"), Map.of());

      assertThat(configuration.requireFor(Command.SERVE)).isSameAs(configuration);
      assertThatThrownBy(() -> configuration.requireFor(Command.VAULT))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("freehold.api.port (from the environment) has no effect");
      assertThat(load("", Map.of("FREEHOLD_VAULT_PORT", "1"), Map.of()).requireFor(Command.VAULT))
          .isNotNull();
    }

    @Test
    @DisplayName("to name a key that does not exist, in the file")
    void unknownKeyInFile() {
      assertInvalid("freehold: {api: {prot: 1}}", Map.of(), "freehold.api.prot is not a known key");
    }

    @Test
    @DisplayName("to name a key that does not exist, in the environment")
    void unknownKeyInEnvironment() {
      assertInvalid("", Map.of("FREEHOLD_API_PROT", "1"), "FREEHOLD_API_PROT is not a known key");
    }

    @Test
    @DisplayName("to read a value from a file that is no secret")
    void fileFormOfOpenKey() {
      assertInvalid("", Map.of("FREEHOLD_API_PORT_FILE", "x"), "FREEHOLD_API_PORT_FILE");
    }

    @Test
    @DisplayName("to use a retired name, and the message says what to do")
    void retired() {
      var loader = new ConfigurationLoader(Map.of("freehold.port", "use freehold.api.port"));

      assertThatThrownBy(
              () -> loader.load(Optional.empty(), Map.of(), Map.of("freehold.port", "1")))
          .isInstanceOf(ServerException.class)
          .hasMessage("freehold.port was retired: use freehold.api.port");
    }

    @Test
    @DisplayName("to go over a bound, and the message has the bound and the origin")
    void outOfBounds() {
      assertInvalid(
          "freehold: {files: {default-geo: Nam1}}", Map.of(), "two to eight capital letters");
      assertInvalid(
          "",
          Map.of("FREEHOLD_KEYS_LEASE_SECONDS", "0"),
          "freehold.keys.lease-seconds: '0' (from the environment) is not a whole number from 1 to"
              + " 900, seconds");
      for (String bad : List.of("7 days", "PT59M", "P366D")) {
        assertInvalid(
            "",
            Map.of("FREEHOLD_FILES_S3_UPLOAD_EXPIRY", bad),
            "freehold.files.s3.upload-expiry: '%s' (from the environment) is not an ISO 8601"
                .formatted(bad));
      }
    }

    @Test
    @DisplayName("to give a file that is not YAML, or is not there")
    void notYaml() {
      assertInvalid("a: [", Map.of(), "is not YAML");
      assertThatThrownBy(
              () ->
                  new ConfigurationLoader()
                      .load(Optional.of(folder.resolve("absent")), Map.of(), Map.of()))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("cannot be read");
    }

    private void assertInvalid(String yaml, Map<String, String> environment, String message) {
      assertThatThrownBy(() -> load(yaml, environment, Map.of()))
          .isInstanceOfSatisfying(
              ServerException.class,
              e -> assertThat(e.error()).isEqualTo(ServerError.CONFIGURATION_INVALID))
          .hasMessageContaining(message);
    }
  }

  @Test
  @DisplayName("Variables of the launcher, the shell and Kubernetes are no keys and do no harm")
  void foreignVariables() {
    Map<String, String> environment =
        Map.of(
            "FREEHOLD_JAVA_OPTS", "-Xmx1g",
            "FREEHOLD_URL", "https://freehold.example",
            "FREEHOLD_CA", "ca.pem",
            "FREEHOLD_HOME", "/home/ada/.freehold",
            "FREEHOLD_SERVICE_PORT", "tcp://10.0.0.1:8443",
            "FREEHOLD_PORT_8443_TCP_ADDR", "10.0.0.1");

    assertThat(load("", environment, Map.of()).get(NetworkSettings.API_PORT)).isEqualTo(8443);
  }

  @Test
  @DisplayName("A secret never prints: not as text, not in the explanation")
  void secretsDoNotPrint() {
    Configuration configuration =
        load("", Map.of("FREEHOLD_DATABASE_PASSWORD", "hunter2"), Map.of());

    assertThat(configuration.get(Settings.DATABASE_PASSWORD).toString()).isEqualTo("(hidden)");
    assertThat(Explanation.of(configuration)).doesNotContain("hunter2").contains("(hidden)");
  }

  @Test
  @DisplayName("The explanation names every key with meaning, bounds, default and origin")
  void explanation() {
    String explanation =
        Explanation.of(load("", Map.of("FREEHOLD_KEYS_LEASE_SECONDS", "9"), Map.of()));

    assertThat(Settings.ALL)
        .allSatisfy(
            setting ->
                assertThat(explanation)
                    .contains(setting.key() + "\n", setting.meaning(), setting.environmentName()));
    assertThat(explanation).contains("now          9  (from the environment)");
  }

  private Configuration load(
      String yaml, Map<String, String> environment, Map<String, String> overrides) {
    try {
      Path file = Files.writeString(folder.resolve("freehold.yaml"), yaml);
      return new ConfigurationLoader().load(Optional.of(file), environment, overrides);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
