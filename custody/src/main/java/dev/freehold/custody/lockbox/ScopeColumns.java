package dev.freehold.custody.lockbox;

import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/** A scope in the columns of a row; those of the other service hold no bound. */
record ScopeColumns(String folder, long firstUid, long lastUid, String prefix) {

  static ScopeColumns of(AccessScope scope) {
    return switch (scope) {
      case AccessScope.OfMailbox mailbox ->
          new ScopeColumns(
              mailbox.folder().orElse(null), mailbox.firstUid(), mailbox.lastUid(), "");
      case AccessScope.OfSite site ->
          new ScopeColumns(null, AccessScope.FIRST_UID, AccessScope.LAST_UID, site.prefix());
    };
  }

  static AccessScope scope(RowView row) {
    String owner = row.getColumn("owner_name", String.class);
    return switch (AccessService.valueOf(row.getColumn("service", String.class))) {
      case EXCHANGE ->
          new AccessScope.OfMailbox(
              owner,
              Optional.ofNullable(row.getColumn("folder", String.class)),
              row.getColumn("first_uid", Long.class),
              row.getColumn("last_uid", Long.class));
      case SHAREPOINT -> new AccessScope.OfSite(owner, row.getColumn("name_prefix", String.class));
    };
  }
}
