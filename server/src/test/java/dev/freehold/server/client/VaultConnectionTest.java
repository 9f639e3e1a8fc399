package dev.freehold.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A vault's connection file")
class VaultConnectionTest {

  private static final UUID TENANT = UUID.randomUUID();

  @TempDir private Path folder;

  private static VaultConnection to(String vaults, String login) {
    return new VaultConnection(vaults, URI.create(login), "", TENANT, "client", "secret");
  }

  @Test
  @DisplayName("comes back as it was written, and is its owner's alone")
  void roundTrip() throws IOException {
    VaultConnection connection = to("keys.example:8444", "https://login.keys.example:8444");
    Path file = folder.resolve("connection.json");
    connection.write(file);

    assertThat(VaultConnection.read(file)).isEqualTo(connection);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(connection.toString()).doesNotContain("secret");
  }

  @Test
  @DisplayName("says what tokens are asked for, with the port where it is not the usual one")
  void audience() {
    VaultConnection own = to("keys.example:8444", "https://login.keys.example:8444");
    assertThat(own.suffix()).isEqualTo("keys.example");
    assertThat(own.port()).isEqualTo(8444);
    assertThat(own.audience()).isEqualTo("https://keys.example:8444");
    VaultConnection azure = to("vault.azure.net", "https://login.microsoftonline.com");
    assertThat(azure.port()).isEqualTo(443);
    assertThat(azure.audience()).isEqualTo("https://vault.azure.net");
  }

  @Test
  @DisplayName("is refused when others than its owner can read it")
  void exposed() throws IOException {
    Path file = folder.resolve("connection.json");
    to("keys.example", "https://login.keys.example").write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> VaultConnection.read(file))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("must have mode 0600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "https://keys.example",
        "KEYS.example",
        "a.b:0",
        "a.b:65536",
        "a b.c"
      })
  @DisplayName("names vaults by a domain of two labels or more")
  void vaults(String vaults) {
    assertThatThrownBy(() -> to(vaults, "https://login.keys.example"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("vaults is SUFFIX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.keys.example",
        "https://login.keys.example/",
        "https://u@login.keys.example",
        "https:"
      })
  @DisplayName("names the login host and nothing more")
  void login(String login) {
    assertThatThrownBy(() -> to("keys.example", login.equals("https:") ? "https:x" : login))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("login is https://HOST");
  }

  @Test
  @DisplayName("with unknown members or a certificate that is none is refused by its name")
  void malformed() throws IOException {
    Path file = folder.resolve("connection.json");
    to("keys.example", "https://login.keys.example").write(file);
    String good = Files.readString(file);
    for (String bad :
        new String[] {
          good.replace("\"vaults\"", "\"vault\""),
          good.replace("\"authorityPem\" : \"\"", "\"authorityPem\" : \"no certificate\""),
          good.replace("keys.example\"", "keys\""),
          ""
        }) {
      Files.writeString(file, bad);
      assertThatThrownBy(() -> VaultConnection.read(file))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("connection.json");
    }
  }
}
