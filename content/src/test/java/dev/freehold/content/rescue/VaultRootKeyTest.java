package dev.freehold.content.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.blob.Blobs;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.publickey.RsaOaep;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultRootKeyTest {

  private static final VaultCaller ANYONE = new VaultCaller(UUID.randomUUID(), Workload.EXCHANGE);
  private static final byte[] CONTENT = Blobs.bytes(1, 1000);

  @TempDir Path temporary;

  @Test
  @DisplayName("One vault that agrees is enough")
  void oneVaultAgrees() throws IOException {
    LostServer server = new LostServer(temporary.resolve("blobs"));
    Path target = temporary.resolve("message");
    RootKey root = new VaultRootKey(new Vaults((RSAPrivateKey) server.root2.getPrivate(), "b."));
    new Rescue(LostServer.SUITE).rescue(server.store(CONTENT), server.folder, root, target);
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(root.refusals()).contains("https://a.").contains("Forbidden");
  }

  @Test
  @DisplayName("If no vault agrees, the error says what each answered")
  void noVaultAgrees() throws IOException {
    LostServer server = new LostServer(temporary.resolve("blobs"));
    Path target = temporary.resolve("message");
    Path object = server.store(CONTENT);
    RootKey root = new VaultRootKey(new Vaults((RSAPrivateKey) server.root2.getPrivate(), "c."));
    assertThatThrownBy(
            () -> new Rescue(LostServer.SUITE).rescue(object, server.folder, root, target))
        .isInstanceOfSatisfying(
            ContentException.class,
            e -> assertThat(e.error()).isEqualTo(ContentError.RESCUE_WRONG_KEY))
        .hasMessageContaining("a.vault")
        .hasMessageContaining("b.vault")
        .hasMessageContaining("Forbidden");
    assertThat(target).doesNotExist();
  }

  @Test
  @DisplayName("The token comes from a file that is read each time it is needed")
  void tokenFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("token"), "first\n");
    TokenFile credentials = new TokenFile(file, Clock.systemUTC());
    assertThat(credentials.tokenFor(ANYONE, "https://vault").accessToken()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(credentials.tokenFor(ANYONE, "https://vault").accessToken()).isEqualTo("second");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> credentials.tokenFor(ANYONE, "https://vault"))
        .isInstanceOf(ContentException.class);
  }

  /** Vaults of which only the one whose host begins as given agrees. */
  private record Vaults(RSAPrivateKey key, String agreeing) implements RootVaults {

    @Override
    public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
      if (keyVersion.host().startsWith(agreeing)) {
        byte[] raw = new RsaOaep(LostServer.SUITE).decrypt(key, RsaOaep.Hash.SHA256, wrapped);
        return new RootAnswer.Given<>(Key256.takeOver(raw));
      }
      return new RootAnswer.NotGiven<>(
          new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "the vault refused"));
    }

    @Override
    public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
      throw new UnsupportedOperationException();
    }
  }
}
