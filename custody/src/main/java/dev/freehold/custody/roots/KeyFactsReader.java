package dev.freehold.custody.roots;

import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the SDK's key into our facts, and refuses an answer about another key. */
final class KeyFactsReader {

  private KeyFactsReader() {}

  static RootAnswer<RootKeyFacts> read(RootKeyUri asked, KeyVaultKey found) {
    RootKeyUri named;
    try {
      named = RootKeyUri.parse(Objects.requireNonNullElse(found.getId(), ""));
    } catch (CustodyException e) {
      return wrongKey();
    }
    boolean asAsked =
        named.sameKey(asked)
            && named.hasVersion()
            && (!asked.hasVersion() || named.sameVersion(asked));
    if (!asAsked) {
      return wrongKey();
    }
    KeyProperties properties = found.getProperties();
    return new Given<>(
        new RootKeyFacts(
            named,
            String.valueOf(found.getKeyType()),
            sizeBits(found.getKey()),
            Boolean.TRUE.equals(properties.isEnabled()),
            instant(properties.getNotBefore()),
            instant(properties.getExpiresOn()),
            operations(found.getKeyOperations()),
            Objects.requireNonNullElse(properties.getRecoveryLevel(), "Purgeable"),
            Objects.requireNonNullElse(properties.getRecoverableDays(), 0)));
  }

  private static int sizeBits(JsonWebKey key) {
    return key.getN() == null ? 0 : new BigInteger(1, key.getN()).bitLength();
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static Set<String> operations(List<KeyOperation> operations) {
    return operations == null
        ? Set.of()
        : operations.stream().map(KeyOperation::toString).collect(Collectors.toSet());
  }

  private static RootAnswer<RootKeyFacts> wrongKey() {
    return new NotGiven<>(
        FailureClassifier.wrong("wrong-key", "the vault answered about another key"));
  }
}
