package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.azure.call.Tags;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.shell.view.VaultTexts;
import java.math.BigInteger;
import java.util.Base64;

/**
 * Keys as objects.
 *
 * @param vaultName as the user wrote it
 */
record KeyObjects(String vaultName) {

  /** A key of a list, or a version of one. */
  PsObject item(JsonNode json) {
    PsObject item = PsObject.ofType(CmdletTypes.KEY_ITEM);
    return fill(item, KeyId.parse(json.path("kid").asText()), json);
  }

  /** A key with all that there is to know. */
  PsObject whole(JsonNode json) {
    PsObject key = PsObject.ofType(CmdletTypes.KEY, CmdletTypes.KEY_ITEM);
    KeyId id = KeyId.parse(json.at("/key/kid").asText());
    return fill(withAlgorithm(key, json), id, json)
        .with("Attributes", attributes(json))
        .with("ReleasePolicy", JsonValues.text(json.at("/release_policy/data")));
  }

  /** A deleted key of a list. */
  PsObject deletedItem(JsonNode json) {
    PsObject item = PsObject.ofType(CmdletTypes.DELETED_KEY_ITEM, CmdletTypes.KEY_ITEM);
    return deleted(fill(item, KeyId.parse(json.path("kid").asText()), json), json);
  }

  /** A deleted key with all that there is to know. */
  PsObject deletedWhole(JsonNode json) {
    PsObject key =
        PsObject.ofType(
            CmdletTypes.DELETED_KEY,
            CmdletTypes.DELETED_KEY_ITEM,
            CmdletTypes.KEY,
            CmdletTypes.KEY_ITEM);
    KeyId id = KeyId.parse(json.at("/key/kid").asText());
    return deleted(
        fill(withAlgorithm(key, json), id, json).with("Attributes", attributes(json)), json);
  }

  private static PsObject deleted(PsObject key, JsonNode json) {
    return key.with("DeletedDate", JsonValues.seconds(json.path("deletedDate")))
        .with("ScheduledPurgeDate", JsonValues.seconds(json.path("scheduledPurgeDate")));
  }

  private static PsObject withAlgorithm(PsObject key, JsonNode json) {
    JsonNode jwk = json.path("key");
    return key.with("Key", webKey(jwk))
        .with("KeyType", jwk.path("kty").asText())
        .with("KeySize", bits(jwk))
        .with("CurveName", JsonValues.text(jwk.path("crv")));
  }

  private PsObject fill(PsObject key, KeyId id, JsonNode json) {
    JsonNode attributes = json.path("attributes");
    PsHashtable tags = Tags.of(json.path("tags"));
    String platform = JsonValues.text(attributes.path("hsmPlatform"));
    return key.with("VaultName", vaultName)
        .with("Name", id.name())
        .with("Version", id.version())
        .with("Id", id.shown())
        .with("Enabled", JsonValues.truth(attributes.path("enabled")))
        .with("Expires", JsonValues.seconds(attributes.path("exp")))
        .with("NotBefore", JsonValues.seconds(attributes.path("nbf")))
        .with("Created", JsonValues.seconds(attributes.path("created")))
        .with("Updated", JsonValues.seconds(attributes.path("updated")))
        .with("RecoveryLevel", JsonValues.text(attributes.path("recoveryLevel")))
        .with("Tags", tags)
        .with("TagsTable", VaultTexts.tags(tags))
        .with("IsHsm", false)
        .with("HsmPlatform", platform)
        .withText(key.typeName());
  }

  private static PsObject attributes(JsonNode json) {
    JsonNode attributes = json.path("attributes");
    PsHashtable tags = Tags.of(json.path("tags"));
    return PsObject.ofType(CmdletTypes.KEY_ATTRIBUTES)
        .with("Enabled", JsonValues.truth(attributes.path("enabled")))
        .with("Expires", JsonValues.seconds(attributes.path("exp")))
        .with("NotBefore", JsonValues.seconds(attributes.path("nbf")))
        .with("KeyOps", JsonValues.texts(json.at("/key/key_ops")))
        .with("KeyType", JsonValues.text(json.at("/key/kty")))
        .with("Created", JsonValues.seconds(attributes.path("created")))
        .with("Updated", JsonValues.seconds(attributes.path("updated")))
        .with("RecoveryLevel", JsonValues.text(attributes.path("recoveryLevel")))
        .with("RecoverableDays", JsonValues.whole(attributes.path("recoverableDays")))
        .with("Managed", JsonValues.truth(json.path("managed")))
        .with("Exportable", JsonValues.truth(attributes.path("exportable")))
        .with("ReleasePolicy", JsonValues.text(json.at("/release_policy/data")))
        .with("Tags", tags)
        .with("TagsTable", VaultTexts.tags(tags))
        .with("TagsDirectionary", tags);
  }

  /** The public part; the vault gives no other. */
  private static PsObject webKey(JsonNode jwk) {
    PsObject key = PsObject.ofType("Microsoft.Azure.KeyVault.WebKey.JsonWebKey");
    key.with("Kid", JsonValues.text(jwk.path("kid")))
        .with("Kty", JsonValues.text(jwk.path("kty")))
        .with("KeyOps", JsonValues.texts(jwk.path("key_ops")));
    for (String number : new String[] {"n", "e", "x", "y"}) {
      if (jwk.has(number)) {
        key.with(JsonValues.word(number), bytes(jwk.path(number)));
      }
    }
    if (jwk.has("crv")) {
      key.with("CurveName", jwk.path("crv").asText());
    }
    return key.withText(jwk.toString());
  }

  private static Integer bits(JsonNode jwk) {
    return jwk.has("n") ? (Integer) new BigInteger(1, bytes(jwk.path("n"))).bitLength() : null;
  }

  private static byte[] bytes(JsonNode number) {
    try {
      return Base64.getUrlDecoder().decode(number.asText());
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
