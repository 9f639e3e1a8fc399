package dev.freehold.vault.keys.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.wire.ApiVersions;
import dev.freehold.vault.wire.WireJson;
import java.util.Base64;

/** Keys as the protocol writes them; public parts only. */
public final class KeyJson {

  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private KeyJson() {}

  /** The address of a version. */
  public static String versionedId(String baseUri, KeyVersion key) {
    return id(baseUri, key) + "/" + VersionId.format(key.version());
  }

  /** The address of a key, without a version. */
  public static String id(String baseUri, KeyVersion key) {
    return baseUri + "/keys/" + key.name();
  }

  /** Base64url without padding, as the protocol has bytes. */
  public static String base64(byte[] bytes) {
    return BASE64_URL.encodeToString(bytes);
  }

  /** The answer to create, import, get and update. */
  public static ObjectNode bundle(KeyCall call, KeyVersion key) {
    ObjectNode bundle = WireJson.object();
    JwkJson.write(bundle.putObject("key"), versionedId(call.exchange().baseUri(), key), key);
    addAttributesAndTags(bundle, call, key);
    return bundle;
  }

  /** An element of a list; {@code id} has the version in version lists only. */
  public static ObjectNode item(KeyCall call, KeyVersion key, String id) {
    ObjectNode item = WireJson.object().put("kid", id);
    addAttributesAndTags(item, call, key);
    return item;
  }

  private static void addAttributesAndTags(ObjectNode target, KeyCall call, KeyVersion key) {
    target.set("attributes", attributes(call, key));
    if (!key.tags().isEmpty()) {
      ObjectNode tags = target.putObject("tags");
      key.tags().forEach(tags::put);
    }
  }

  private static ObjectNode attributes(KeyCall call, KeyVersion key) {
    KeyAttributes set = key.attributes();
    ObjectNode attributes = WireJson.object().put("enabled", set.enabled());
    set.notBefore().ifPresent(time -> attributes.put("nbf", time.getEpochSecond()));
    set.expires().ifPresent(time -> attributes.put("exp", time.getEpochSecond()));
    attributes.put("created", key.created().getEpochSecond());
    attributes.put("updated", key.updated().getEpochSecond());
    attributes.put("recoveryLevel", call.vault().recoveryLevel().word());
    if (ApiVersions.KEYS.atLeast(call.apiVersion(), "7.1")) {
      attributes.put("recoverableDays", call.vault().retentionDays());
    }
    if (ApiVersions.KEYS.atLeast(call.apiVersion(), "7.3")) {
      attributes.put("exportable", false);
    }
    if (ApiVersions.KEYS.atLeast(call.apiVersion(), "7.5")) {
      attributes.put("hsmPlatform", key.form().platform());
    }
    return attributes;
  }
}
