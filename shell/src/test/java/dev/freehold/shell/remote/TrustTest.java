package dev.freehold.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.shell.remote.RemoteException.Kind;
import dev.freehold.web.client.Certificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An authority that nobody vouches for")
class TrustTest {

  private static final String NAMES = "dns:localhost,ip:127.0.0.1";

  @TempDir static Path shared;
  private static Identity identity;

  @TempDir Path home;

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = Identity.of(shared, NAMES);
  }

  private HttpsServers servers(String... environment) {
    Map<String, String> map = new HashMap<>();
    for (int at = 0; at < environment.length; at += 2) {
      map.put(environment[at], environment[at + 1]);
    }
    return new HttpsServers(map, home, Clock.systemUTC());
  }

  private Path file() {
    return home.resolve(".freehold").resolve("trusted.json");
  }

  private static void refuses(HttpsServers servers, URI uri, AskedHost host, String code) {
    assertThatThrownBy(() -> servers.find(uri, host))
        .isInstanceOfSatisfying(
            RemoteException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED);
            });
  }

  @Test
  @DisplayName("is shown, trusted after a yes, and not asked for again")
  void yes() throws Exception {
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers = servers()) {
      AskedHost host = AskedHost.answering("perhaps", "YES");
      ServerAddress found = servers.find(server.uri(), host);

      assertThat(host.shown)
          .contains("https://localhost:" + server.port())
          .contains("CN=Test authority")
          .contains(Certificates.fingerprint(identity.authority()));
      assertThat(found.api()).contains(server.uri());
      assertThat(found.authority()).isEqualTo(server.uri());
      assertThat(found.graph()).contains(URI.create(server.uri() + "/graph"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
          .isEqualTo("rwx------");

      try (HttpsServers later = servers()) {
        AskedHost nobody = AskedHost.unattended();
        later.find(server.uri(), nobody);
        assertThat(nobody.shown).isEmpty();
        assertThat(later.usual()).contains(server.uri());
      }
    }
  }

  @Test
  @DisplayName("is refused after a no, after no answer, and where nobody can be asked")
  void no() throws Exception {
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers = servers()) {
      refuses(servers, server.uri(), AskedHost.answering("no"), "authority-refused");
      refuses(servers, server.uri(), AskedHost.answering(), "authority-refused");
      refuses(servers, server.uri(), AskedHost.answering("a", "b", "c"), "authority-refused");
      refuses(servers, server.uri(), AskedHost.unattended(), "authority-unknown");
      assertThatThrownBy(() -> servers.find(server.uri(), AskedHost.unattended()))
          .hasMessageContaining(Certificates.fingerprint(identity.authority()))
          .hasMessageContaining("FREEHOLD_CA");
      assertThat(server.requests).isEmpty();
      assertThat(file()).doesNotExist();
      assertThat(servers.usual()).isEmpty();
    }
  }

  @Test
  @DisplayName("that changed is refused with both fingerprints and never asked for")
  void changed() throws Exception {
    // Made before its port is free, so that nobody else takes that meanwhile.
    Identity other = Identity.selfSigned(shared, NAMES);
    int port;
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers = servers()) {
      port = server.port();
      servers.find(server.uri(), AskedHost.answering("yes"));
    }
    try (FakeServer server = new FakeServer(other, port).tells();
        HttpsServers servers = servers()) {
      AskedHost host = AskedHost.answering("yes");
      refuses(servers, server.uri(), host, "authority-changed");
      assertThat(host.shown).isEmpty();
      assertThatThrownBy(() -> servers.find(server.uri(), host))
          .hasMessageContaining(Certificates.fingerprint(identity.authority()))
          .hasMessageContaining(Certificates.fingerprint(other.authority()))
          .hasMessageContaining(file().toString());
      assertThat(server.requests).isEmpty();
    }
  }

  @Test
  @DisplayName("may be the server's own certificate")
  void selfSigned() throws Exception {
    Identity alone = Identity.selfSigned(shared, NAMES);
    try (FakeServer server = new FakeServer(alone).tells();
        HttpsServers servers = servers()) {
      AskedHost host = AskedHost.answering("yes");
      servers.find(server.uri(), host);
      assertThat(host.shown).contains(Certificates.fingerprint(alone.authority()));
    }
  }

  @Test
  @DisplayName("is not even asked for if the certificate is for another name")
  void otherName() throws Exception {
    Identity elsewhere = Identity.of(shared, "dns:elsewhere.example");
    try (FakeServer server = new FakeServer(elsewhere).tells();
        HttpsServers servers = servers()) {
      AskedHost host = AskedHost.answering("yes");
      refuses(servers, server.uri(), host, "certificate-invalid");
      assertThat(host.shown).isEmpty();
    }
  }

  @Test
  @DisplayName("is trusted for the hosts of this machine that the server names, and no others")
  void siblings() throws Exception {
    try (FakeServer sibling = new FakeServer(identity).tells();
        FakeServer stranger = new FakeServer(identity).tells();
        FakeServer server = new FakeServer(identity);
        HttpsServers servers = servers()) {
      server.on(
          "GET /.well-known/freehold",
          any ->
              new FakeServer.Reply(
                  200,
                  "{\"authority\":\"%s\",\"management\":\"https://evil.example:%d\"}"
                      .formatted(sibling.uri(), stranger.port())));
      servers.find(server.uri(), AskedHost.answering("yes"));
      servers.find(sibling.uri(), AskedHost.unattended());
      refuses(servers, stranger.uri(), AskedHost.unattended(), "authority-unknown");
      assertThat(Files.readString(file())).doesNotContain("evil.example");
    }
  }

  @Test
  @DisplayName("is trusted if FREEHOLD_CA names it, and its file must be one of certificates")
  void named() throws Exception {
    Path pem = home.resolve("ca.pem");
    Files.writeString(pem, Certificates.toPem(identity.authority()));
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers = servers("FREEHOLD_CA", pem.toString())) {
      servers.find(server.uri(), AskedHost.unattended());
      assertThat(file()).doesNotExist();
      Files.writeString(pem, "nothing of the kind");
      try (HttpsServers broken = servers("FREEHOLD_CA", pem.toString())) {
        refuses(broken, server.uri(), AskedHost.unattended(), "authority-file");
      }
    }
  }

  @Test
  @DisplayName("in a file that others can change is not trusted")
  void looseFile() throws Exception {
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers = servers()) {
      servers.find(server.uri(), AskedHost.answering("yes"));
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
      try (HttpsServers later = servers()) {
        assertThatThrownBy(later::usual)
            .isInstanceOf(RemoteException.class)
            .hasMessageContaining("can be changed by others");
      }
    }
  }

  @Test
  @DisplayName("is kept where FREEHOLD_HOME says, and FREEHOLD_URL says which server is meant")
  void settings() throws Exception {
    Path folder = home.resolve("elsewhere");
    try (FakeServer server = new FakeServer(identity).tells();
        HttpsServers servers =
            servers("FREEHOLD_HOME", folder.toString(), "FREEHOLD_URL", "https://a.example")) {
      servers.find(server.uri(), AskedHost.answering("yes"));
      assertThat(folder.resolve("trusted.json")).exists();
      assertThat(servers.usual()).contains(URI.create("https://a.example"));
    }
  }
}
