package dev.freehold.content.rescue;

import dev.freehold.content.format.ObjectIdentity;
import java.util.List;
import java.util.UUID;

/**
 * The rescued content, authenticated.
 *
 * @param tenantId whose object it is
 * @param identity the ids of its owner key and its blob
 * @param bytes how many bytes were written
 * @param notes damaged parts of the bundle that were skipped, for people; usually none
 */
public record RescuedObject(
    UUID tenantId, ObjectIdentity identity, long bytes, List<String> notes) {

  /** Copies the list. */
  public RescuedObject {
    notes = List.copyOf(notes);
  }
}
