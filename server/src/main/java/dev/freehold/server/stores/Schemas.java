package dev.freehold.server.stores;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.SealedKind;
import dev.freehold.files.sites.FilesSeals;
import dev.freehold.files.sites.Sites;
import dev.freehold.ledger.Ledger;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.server.notifications.Notifications;
import dev.freehold.vault.server.VaultServer;
import java.util.List;
import java.util.stream.Stream;

/** Which modules' tables are in which database. */
public final class Schemas {

  /** The service's metadata. */
  public static final List<MigrationSet> MAIN =
      List.of(
          Ledger.MIGRATIONS,
          CustodyMigrations.CUSTODY,
          ObjectStore.MIGRATIONS,
          Mailboxes.MIGRATIONS,
          Sites.MIGRATIONS,
          Notifications.MIGRATIONS);

  /** The kinds of rows in {@link #MAIN} that authorise somebody to do something. */
  public static final List<SealedKind> SEALED =
      Stream.of(CustodySeals.ALL, MailSeals.ALL, FilesSeals.ALL).flatMap(List::stream).toList();

  /** Availability keys, apart from everything else. */
  public static final List<MigrationSet> AVAILABILITY = List.of(CustodyMigrations.AVAILABILITY);

  /** The vaults of a service's process. */
  public static final List<MigrationSet> VAULT =
      List.of(Ledger.MIGRATIONS, VaultServer.MIGRATIONS, new MigrationSet("vaultsinks"));

  /** Vaults that run alone. */
  public static final List<MigrationSet> STANDALONE_VAULT =
      List.of(Ledger.MIGRATIONS, CustodyMigrations.CUSTODY, VaultServer.MIGRATIONS);

  private Schemas() {}
}
