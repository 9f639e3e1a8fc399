package dev.freehold.mail.messages;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.mailboxes.Folder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one import key may stand as in a folder's rows: one token under the mailbox's present key,
 * and while a renewal is under way one under each retired key.
 */
final class ImportTokens {

  private final byte[] present;
  private final List<byte[]> retired;

  private ImportTokens(byte[] present, List<byte[]> retired) {
    this.present = present;
    this.retired = List.copyOf(retired);
  }

  /**
   * The tokens for a message under {@code ownerKeyId}.
   *
   * @param standing where the mailbox's keys stood at a time when that was its present key already
   * @throws KeyAccessException if a key is not given
   */
  static ImportTokens of(
      MessageImportKey importKey,
      Folder folder,
      UUID ownerKeyId,
      Optional<OwnerStanding> standing,
      OpenKeys keys) {
    List<UUID> others =
        standing.stream()
            .flatMap(now -> Stream.concat(Stream.of(now.keyId()), now.retiredKeyIds().stream()))
            .filter(key -> !key.equals(ownerKeyId))
            .toList();
    List<byte[]> retired = new ArrayList<>();
    for (UUID key : others) {
      try {
        retired.add(keys.under(key).importToken(folder.id(), importKey));
      } catch (KeyAccessException refused) {
        // A key that was destroyed since has nothing under it; of any other one that is unknown.
        if (refused.reason() != KeyAccessException.Reason.NO_SUCH_KEY) {
          throw refused;
        }
      }
    }
    return new ImportTokens(keys.under(ownerKeyId).importToken(folder.id(), importKey), retired);
  }

  byte[] present() {
    return present.clone();
  }

  /** Those that nothing new comes under. */
  List<byte[]> retired() {
    return retired;
  }

  List<byte[]> all() {
    return Stream.concat(Stream.of(present), retired.stream()).toList();
  }
}
