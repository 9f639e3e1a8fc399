package dev.freehold.custody.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A part of a key bundle")
class BundleJsonTest {

  private static final WrappedOwnerKey OWNER =
      new WrappedOwnerKey(
          UUID.fromString("11111111-1111-4111-8111-111111111111"),
          UUID.fromString("22222222-2222-4222-8222-222222222222"),
          UUID.fromString("33333333-3333-4333-8333-333333333333"),
          1,
          1,
          KeyCommitment.fromBytes(new byte[32]),
          Ciphertext.of(new byte[60]));

  @Test
  @DisplayName("of version 2 has this form for ever")
  void hasThisForm() {
    assertThat(json())
        .isEqualTo(
            "{\"format\":\"freehold-owner-key-v2\","
                + "\"tenantId\":\"11111111-1111-4111-8111-111111111111\","
                + "\"policyId\":\"22222222-2222-4222-8222-222222222222\","
                + "\"ownerKeyId\":\"33333333-3333-4333-8333-333333333333\","
                + "\"generation\":1,\"revision\":1,\"commitment\":\""
                + "A".repeat(43)
                + "=\",\"wrappedKey\":\""
                + "A".repeat(80)
                + "\"}");
    assertThat(BundleJson.decodeOwner(json().getBytes(UTF_8))).isEqualTo(OWNER);
  }

  @Test
  @DisplayName("of version 1, which had no revision, is read for ever")
  void readsVersion1() {
    String first = json().replace("owner-key-v2", "owner-key-v1").replace("\"revision\":1,", "");
    assertThat(BundleJson.decodeOwner(first.getBytes(UTF_8))).isEqualTo(OWNER);
  }

  @Test
  @DisplayName("is found in a pack of many by its id alone")
  void isFoundInAPack() {
    WrappedOwnerKey other =
        new WrappedOwnerKey(
            OWNER.tenantId(),
            OWNER.policyId(),
            UUID.randomUUID(),
            1,
            7,
            OWNER.commitment(),
            OWNER.wrapped());
    byte[] pack = BundleJson.encodePack(List.of(other, OWNER));
    assertThat(KeyBundle.ownerKeyInPack(pack, OWNER.ownerKeyId())).contains(OWNER);
    assertThat(KeyBundle.ownerKeyInPack(pack, other.ownerKeyId())).contains(other);
    assertThat(KeyBundle.ownerKeyInPack(pack, OWNER.policyId())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "owner-key-v2|owner-key-v3",
        "\"generation\":1|\"generation\":0",
        "\"generation\":1|\"generation\":\"1\"",
        "\"generation\":1|\"generation\":1,\"more\":2",
        "\"generation\":1,|''",
        "\"revision\":1,|''",
        "\"revision\":1|\"revision\":0",
        "owner-key-v2|owner-key-v1",
        "AAAA\"}|\"}",
        "AAAA\"}|AA*A\"}",
        "\"}|\"}{}",
        "33333333-3333|3333-3333",
        "{|[",
      })
  @DisplayName("of any other form is refused, without quoting it")
  void otherFormsAreRefused(String found, String replacement) {
    assertThat(json()).contains(found);
    byte[] changed = json().replace(found, replacement).getBytes(UTF_8);
    assertThatThrownBy(() -> BundleJson.decodeOwner(changed))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.BUNDLE_INVALID))
        .hasMessageNotContaining("3333");
    assertThatThrownBy(() -> BundleJson.decodePolicy(json().getBytes(UTF_8)))
        .isInstanceOf(CustodyException.class);
  }

  @Test
  @DisplayName("that is null, or has null in a list, is refused like any other form")
  void nulls() {
    byte[] nothing = "null".getBytes(UTF_8);
    byte[] roots =
        """
        {"format":"freehold-policy-key-v2","tenantId":"%1$s","policyId":"%1$s","generation":1,
         "revision":1,"commitment":"%2$s=","roots":[null,null],"availabilityKeyId":"%1$s",
         "wrappedByAvailability":""}\
        """
            .formatted(OWNER.policyId(), "A".repeat(43))
            .getBytes(UTF_8);
    assertInvalid(() -> BundleJson.decodeOwner(nothing));
    assertInvalid(() -> BundleJson.decodePolicy(nothing));
    assertInvalid(() -> BundleJson.decodePack(nothing));
    assertInvalid(() -> BundleJson.decodePolicy(roots));
  }

  private static void assertInvalid(ThrowingCallable call) {
    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(call)
        .returns(CustodyError.BUNDLE_INVALID, CustodyException::error);
  }

  @Test
  @DisplayName("that is too long is refused unread")
  void tooLongIsRefused() {
    assertThatThrownBy(() -> BundleJson.decodeOwner((json() + " ".repeat(70_000)).getBytes(UTF_8)))
        .isInstanceOf(CustodyException.class);
  }

  private static String json() {
    return new String(BundleJson.encode(OWNER), UTF_8);
  }
}
