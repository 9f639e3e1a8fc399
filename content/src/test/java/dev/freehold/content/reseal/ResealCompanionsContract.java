package dev.freehold.content.reseal;

import static dev.freehold.content.store.StoreFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.blob.Blobs;
import dev.freehold.content.store.SealedObject;
import dev.freehold.content.store.StoreParts;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What is sealed again beside objects, and what is registered only then, whichever database there
 * is.
 */
abstract class ResealCompanionsContract extends ResealerTests {

  ResealCompanionsContract(Dialect dialect) {
    super(dialect);
  }

  @Nested
  @DisplayName("What is kept beside an object")
  class Companions {

    @Test
    @DisplayName("is sealed again with it if it is of the same kind of owner")
    void told() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      Recorder mail = new Recorder(OwnerKind.MAILBOX, false);
      Recorder files = new Recorder(OwnerKind.SITE, false);
      StoreParts parts = fixture.parts(fixture.blobs);
      assertThat(new ObjectResealer(parts, List.of(files, mail)).reseal(step(10), old)).isTrue();
      assertThat(files.calls).isEmpty();
      assertThat(mail.calls)
          .containsExactly(
              List.of(
                  fixture.ownerKey,
                  objectId,
                  old.ownerKeyId(),
                  fixture.keys.presentKeyOf(fixture.ownerKey)));
    }

    @Test
    @DisplayName("that cannot be resealed leaves the object in its old blob")
    void fails() {
      UUID objectId = fixture.store(new byte[10]);
      RetiredKey old = fixture.renew();
      Recorder mail = new Recorder(OwnerKind.MAILBOX, true);
      assertThatThrownBy(
              () ->
                  new ObjectResealer(fixture.parts(fixture.blobs), List.of(mail))
                      .reseal(step(10), old))
          .isInstanceOf(IllegalStateException.class);
      assertThat(fixture.blobOf(objectId)).isEqualTo(objectId);
      assertThat(fixture.replacedRows()).isZero();
      assertThat(fixture.read(objectId)).hasSize(10);
    }

    private static final class Recorder implements SealedCompanion {
      private final OwnerKind kind;
      private final boolean fails;
      private final List<List<UUID>> calls = new ArrayList<>();

      Recorder(OwnerKind kind, boolean fails) {
        this.kind = kind;
        this.fails = fails;
      }

      @Override
      public OwnerKind kind() {
        return kind;
      }

      @Override
      public void resealed(Handle tx, UUID ownerId, UUID objectId, OwnerKey from, OwnerKey to) {
        if (fails) {
          throw new IllegalStateException("no");
        }
        calls.add(List.of(ownerId, objectId, from.keyId(), to.keyId()));
      }
    }
  }

  @Nested
  @DisplayName("An object whose key is renewed before it is registered")
  class NotYetRegistered {

    @Test
    @DisplayName("is refused, and nothing of it is registered")
    void refused() {
      SealedObject sealed = fixture.seal(new byte[10]);
      fixture.renew();
      assertThatThrownBy(() -> fixture.register(sealed))
          .isInstanceOfSatisfying(
              KeyAccessException.class,
              e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.KEY_RENEWED));
      assertThat(fixture.rows()).isZero();
    }

    @Test
    @DisplayName("is sealed again under the present key, keeps its id, and is registered")
    void sealedAgain() {
      byte[] bytes = Blobs.bytes(9, 100_000);
      SealedObject sealed = fixture.seal(bytes);
      RetiredKey old = fixture.renew();
      UUID objectId = registerFresh(sealed, 0);
      assertThat(objectId).isEqualTo(sealed.objectId());
      assertThat(fixture.read(objectId)).isEqualTo(bytes);
      assertThat(fixture.backlog(old)).isZero();
      assertThat(fixture.fileOfBlob(sealed.blobId())).doesNotExist();
    }

    @Test
    @DisplayName("again and again is abandoned after eight attempts; nothing is left behind")
    void bounded() {
      assertThat(registerFresh(fixture.seal(new byte[10]), 8)).isNotNull();
      long files = fixture.files();
      SealedObject sealed = fixture.seal(new byte[10]);
      assertThatThrownBy(() -> registerFresh(sealed, 9)).isInstanceOf(KeyAccessException.class);
      assertThat(fixture.files()).isEqualTo(files);
      assertThat(fixture.rows()).isEqualTo(1);
    }

    private UUID registerFresh(SealedObject sealed, int renewals) {
      int[] left = {renewals};
      return fixture.objects.registerFresh(
          sealed,
          fixture.owner,
          ALICE,
          current -> {
            if (left[0]-- > 0) {
              fixture.renew();
            }
            fixture.register(current);
            return current.objectId();
          });
    }
  }
}
