package dev.freehold.content.format.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.content.format.ObjectIdentity;
import dev.freehold.content.format.ObjectPlaintext;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects that were sealed when the format was frozen. They must open forever. */
class VectorTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @EnumSource(
      value = CryptoSuite.Choice.class,
      names = {"AUTO", "JDK"})
  @DisplayName("Every frozen object opens to what was sealed")
  void frozenObjectsOpen(CryptoSuite.Choice choice) throws IOException {
    ObjectFormatV1 format = new ObjectFormatV1(CryptoSuite.select(choice));
    for (JsonNode vector : vectors()) {
      Bytes blob = new Bytes(HEX.parseHex(vector.get("blob").asText()));
      UUID objectId = UUID.fromString(vector.get("objectId").asText());
      OwnerKey owner =
          new OwnerKey(
              UUID.fromString(vector.get("tenantId").asText()),
              UUID.fromString(vector.get("ownerKeyId").asText()),
              1,
              Key256.copyOf(HEX.parseHex(vector.get("ownerKey").asText())));
      assertThat(ObjectFormatV1.identify(blob))
          .isEqualTo(new ObjectIdentity(owner.keyId(), objectId));
      try (ObjectPlaintext object = format.open(blob, owner, objectId);
          InputStream in = object.stream(0, object.length())) {
        assertThat(HEX.formatHex(in.readAllBytes())).isEqualTo(vector.get("plaintext").asText());
      }
    }
  }

  private static Iterable<JsonNode> vectors() throws IOException {
    try (InputStream in = VectorTest.class.getResourceAsStream("/vectors/object-v1.json")) {
      return JsonMapper.builder().build().readTree(in);
    }
  }
}
