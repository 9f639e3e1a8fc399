package dev.freehold.vault.keys;

import dev.freehold.vault.masterkey.KeyPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One version of a key as it is stored, without the private part.
 *
 * @param place the vault, key and version that it belongs to
 * @param name the key's name as it was first written
 * @param ordinal its number within the key, from 1
 * @param form its material
 * @param operations the permitted operations
 * @param attributes what its owner set
 * @param tags free text
 * @param created when it was made
 * @param updated when attributes, operations or tags last changed
 */
public record KeyVersion(
    KeyPlace place,
    String name,
    int ordinal,
    KeyForm form,
    List<KeyOperation> operations,
    KeyAttributes attributes,
    Map<String, String> tags,
    Instant created,
    Instant updated) {

  /** The version's id. */
  public UUID version() {
    return place.version();
  }

  /** The same version with other attributes, operations and tags. */
  public KeyVersion changed(
      List<KeyOperation> newOperations,
      KeyAttributes newAttributes,
      Map<String, String> newTags,
      Instant now) {
    return new KeyVersion(
        place, name, ordinal, form, newOperations, newAttributes, newTags, created, now);
  }

  KeyVersion numbered(int newOrdinal) {
    return new KeyVersion(
        place, name, newOrdinal, form, operations, attributes, tags, created, updated);
  }
}
