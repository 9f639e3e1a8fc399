package dev.freehold.custody.lockbox;

import java.util.Optional;

/**
 * The one mailbox or site that an access request is for. The operator can reach nothing else by it.
 */
public sealed interface AccessScope {

  /** The least UID of a message. */
  long FIRST_UID = 1;

  /** The greatest UID of a message. */
  long LAST_UID = 0xFFFF_FFFFL;

  /** Which service it belongs to. */
  AccessService service();

  /** The mailbox or site, as the operator named it. */
  String owner();

  /**
   * A mailbox.
   *
   * @param owner its address or GUID
   * @param folder the only folder, if there is one
   * @param firstUid the least UID, {@link #FIRST_UID} without a bound
   * @param lastUid the greatest UID, {@link #LAST_UID} without a bound; a bound needs a folder
   */
  record OfMailbox(String owner, Optional<String> folder, long firstUid, long lastUid)
      implements AccessScope {

    /**
     * Checks the bounds.
     *
     * @throws dev.freehold.custody.CustodyException {@code ACCESS_REQUEST_INVALID}
     */
    public OfMailbox {
      AccessTexts.requireMailbox(owner);
      folder.ifPresent(path -> AccessTexts.require("the folder", path));
      if (firstUid < FIRST_UID || lastUid > LAST_UID || firstUid > lastUid) {
        throw AccessTexts.invalid(
            "UIDs are from %d to %d, the first before the last".formatted(FIRST_UID, LAST_UID));
      }
      if (folder.isEmpty() && (firstUid > FIRST_UID || lastUid < LAST_UID)) {
        throw AccessTexts.invalid("UIDs count within a folder; name the folder as well");
      }
    }

    @Override
    public AccessService service() {
      return AccessService.EXCHANGE;
    }
  }

  /**
   * A site.
   *
   * @param owner its name or GUID
   * @param prefix what the names of its documents begin with; empty for all
   */
  record OfSite(String owner, String prefix) implements AccessScope {

    /**
     * Checks the bounds.
     *
     * @throws dev.freehold.custody.CustodyException {@code ACCESS_REQUEST_INVALID}
     */
    public OfSite {
      AccessTexts.requireOwner("site", owner);
      if (!prefix.isEmpty()) {
        AccessTexts.require("the prefix", prefix);
      }
    }

    @Override
    public AccessService service() {
      return AccessService.SHAREPOINT;
    }
  }
}
