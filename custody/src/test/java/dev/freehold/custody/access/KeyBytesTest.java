package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Where key bytes may be: in memory under a lease, nowhere else. That the collector leaves no copy
 * on the heap cannot be tested, and is not claimed.
 */
@DisplayName("The bytes of a key")
@Isolated("it reads everything that the process logs")
class KeyBytesTest {

  private static final long LENGTH_NANOS = LEASE.toNanos();

  @TempDir private Path folder;

  @Test
  @DisplayName("fault 31: are overwritten when an owner key gives place to another")
  void fault31_evictedKeysAreOverwritten() {
    OwnerKeyCache cache = new OwnerKeyCache(1);
    Lease lease = Lease.fromRoot(UUID.randomUUID(), Key256.random(SUITE.random()), 0, LENGTH_NANOS);
    Key256 first = Key256.random(SUITE.random());
    Key256 second = Key256.random(SUITE.random());
    cache.put(wrapped(first), lease, first, 0);
    cache.put(wrapped(second), lease, second, 0);
    assertOverwritten(first);
    second.copy().close();
    cache.sweep(LENGTH_NANOS);
    assertOverwritten(second);
  }

  @Test
  @DisplayName("fault 31: are overwritten when their lease ends, and when it has ended before them")
  void fault31_endedLeasesAreOverwritten() {
    OwnerKeyCache cache = new OwnerKeyCache(2);
    Key256 depKey = Key256.random(SUITE.random());
    Lease lease = Lease.fromRoot(UUID.randomUUID(), depKey, 0, LENGTH_NANOS);
    Key256 inTime = Key256.random(SUITE.random());
    cache.put(wrapped(inTime), lease, inTime, 0);
    lease.end();
    Key256 tooLate = Key256.random(SUITE.random());
    cache.put(wrapped(tooLate), lease, tooLate, 0);
    assertOverwritten(depKey);
    assertOverwritten(inTime);
    assertOverwritten(tooLate);
  }

  @Test
  @DisplayName("fault 31: are in no file, no ledger entry and no line of the log")
  void fault31_noKeyBytesOutside() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger all = (Logger) LoggerFactory.getLogger("dev.freehold");
    Level before = all.getLevel();
    lines.start();
    all.addAppender(lines);
    all.setLevel(Level.TRACE);
    try (AccessHarness mail = AccessHarness.mail(folder)) {
      List<byte[]> secrets = useEverything(mail);
      byte[] wrappedKey = anyWrappedKey(mail);
      assertThat(mail.custody.database.clearRemains()).isTrue();
      assertThat(occursInFiles(wrappedKey)).as("the search finds what is there").isTrue();
      for (byte[] secret : secrets) {
        for (byte[] form : forms(secret)) {
          assertThat(occursInFiles(form)).isFalse();
          assertThat(contains(text(lines, mail), form)).isFalse();
        }
      }
    } finally {
      all.setLevel(before);
      all.detachAppender(lines);
    }
  }

  private static List<byte[]> useEverything(AccessHarness mail) {
    mail.vaults.setBoth(Way.REFUSES);
    mail.openNow(SYSTEM);
    assertThat(mail.refusal(USER)).isNotNull();
    mail.vaults.setBoth(Way.AGREES);
    mail.time.advance(LEASE);
    mail.access.sweep();
    try (OwnerKey owner = mail.access.open(mail.owner, USER);
        Key256 depKey = mail.access.depKeys().withDepKey(mail.policy.id(), SYSTEM, Key256::copy)) {
      return List.of(owner.key().use(byte[]::clone), depKey.use(byte[]::clone));
    }
  }

  private static byte[] anyWrappedKey(AccessHarness mail) {
    return mail.custody.database.read(
        tx -> tx.createQuery("SELECT wrapped_key FROM owner_keys").mapTo(byte[].class).one());
  }

  private static byte[] text(ListAppender<ILoggingEvent> lines, AccessHarness mail) {
    StringBuilder text = new StringBuilder();
    lines.list.forEach(line -> text.append(line.getFormattedMessage()).append('\n'));
    mail.custody
        .ledger
        .entries(mail.custody.tenant.id(), 0, 1000)
        .forEach(entry -> text.append(entry).append('\n'));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> forms(byte[] secret) {
    return Stream.of(
            HexFormat.of().formatHex(secret),
            Base64.getEncoder().withoutPadding().encodeToString(secret),
            Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
            new String(secret, StandardCharsets.ISO_8859_1))
        .map(form -> form.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  private boolean occursInFiles(byte[] wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> contains(read(file), wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] text, byte[] wanted) {
    return new String(text, StandardCharsets.ISO_8859_1)
        .contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }

  private static void assertOverwritten(Key256 key) {
    assertThatThrownBy(key::copy).isInstanceOf(IllegalStateException.class);
  }

  private static WrappedOwnerKey wrapped(Key256 key) {
    UUID tenant = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    return new WrappedOwnerKey(
        tenant,
        UUID.randomUUID(),
        id,
        1,
        1,
        KeyCommitment.of(key, tenant, id, 1),
        Ciphertext.of(new byte[60]));
  }
}
