package dev.freehold.bench.policies;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.files.documents.Conditions;
import dev.freehold.files.documents.DocumentProperties;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.documents.NewContent;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.sites.FilesSeals;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/** Messages and documents over a stage: ten policies with a mailbox each, ten sites under one. */
final class ContentPaths {

  private static final int OWNERS = 10;
  private static final int BYTES = 64 << 10;
  private static final Requester ALICE = Requester.user("alice");

  private final PolicyStage stage;
  private final byte[] content = new byte[BYTES];
  private final Messages messages;
  private final Documents documents;
  private final List<Mailbox> mailboxes = new ArrayList<>();
  private final List<Folder> inboxes = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();

  ContentPaths(PolicyStage stage) {
    this.stage = stage;
    new Random(1).nextBytes(content);
    Aead aead = new Aead(PolicyStage.SUITE);
    StagedMailboxKeys mailboxKeys = new StagedMailboxKeys(stage.ownerKeys);
    Mailboxes all =
        new Mailboxes(stage.database, mailboxKeys, stage.objects, stage.ledger, PolicyStage.CLOCK);
    Folders folders = new Folders(stage.database, PolicyStage.CLOCK);
    messages =
        new Messages(
            stage.database, stage.objects, stage.keys, mailboxKeys, aead, PolicyStage.CLOCK);
    documents = new Documents(stage.database, stage.objects, stage.keys, aead, PolicyStage.CLOCK);
    for (int i = 0; i < OWNERS; i++) {
      UUID policy = stage.policy("mail-" + i);
      String address = "u%d@bench.example".formatted(i);
      Mailbox mailbox = all.create(stage.tenantId, address, "U", Optional.of(policy), ALICE);
      mailboxes.add(mailbox);
      inboxes.add(folders.ensure(mailbox, "INBOX"));
    }
    sites();
  }

  private void sites() {
    UUID geo = stage.geos.create(stage.tenantId, "NAM", PolicyStage.ADMIN).id();
    String version = "/" + stage.vaults.newestVersion();
    stage.filePolicies.register(
        stage.tenantId,
        "NAM",
        SlowVaults.root(1, "files") + version,
        SlowVaults.root(2, "files") + version,
        PolicyStage.ADMIN);
    for (int i = 0; i < OWNERS; i++) {
      Site site =
          new Site(
              UUID.randomUUID(),
              stage.tenantId,
              geo,
              "site-" + i,
              SiteKind.TEAM_SITE,
              Instant.EPOCH);
      stage.ownerKeys.create(NewOwner.site(stage.tenantId, site.id(), geo), ALICE);
      stage.database.write(
          tx ->
              tx.execute(
                  "INSERT INTO file_sites (id, tenant_id, geo_id, name, kind, created_at, seal)"
                      + " VALUES (?, ?, ?, ?, ?, 0, ?)",
                  site.id(),
                  stage.tenantId,
                  geo,
                  site.name(),
                  site.kind().name(),
                  RowSeals.of(tx).seal(seal(site))));
      sites.add(site);
    }
  }

  private static SealedRow seal(Site site) {
    return FilesSeals.SITE
        .row(site.tenantId(), site.id())
        .set("geo_id", site.geoId())
        .set("name", site.name())
        .set("kind", site.kind())
        .set("created_at", site.createdAt())
        .done();
  }

  /** Stores a message, which gets the next UID of one of the inboxes, as it would be delivered. */
  void append(int number) throws IOException {
    int owner = number % OWNERS;
    messages.append(
        mailboxes.get(owner),
        inboxes.get(owner),
        new NewMessage(
            MessageFlags.NONE,
            PolicyStage.CLOCK.instant(),
            MessageProperties.NONE,
            OptionalLong.of(BYTES),
            Optional.empty()),
        new ByteArrayInputStream(content),
        ALICE);
  }

  /** Reads one of the messages that were appended first. */
  void read(int number) throws IOException {
    try (ObjectReader reader =
        messages.open(inboxes.get(number % OWNERS), 1 + number / OWNERS, ALICE)) {
      requireWhole(reader.stream().transferTo(OutputStream.nullOutputStream()));
    }
  }

  /** Stores a document, in the place of the one that had the number before. */
  void put(int number) throws IOException {
    documents.put(
        sites.get(number % OWNERS),
        name(number),
        DocumentProperties.NONE,
        new NewContent(new ByteArrayInputStream(content), OptionalLong.of(BYTES), Optional.empty()),
        Conditions.NONE,
        ALICE);
  }

  /** Reads it. */
  void get(int number) throws IOException {
    try (OpenDocument open = documents.open(sites.get(number % OWNERS), name(number), ALICE);
        InputStream in = open.stream(0, BYTES)) {
      requireWhole(in.transferTo(OutputStream.nullOutputStream()));
    }
  }

  /** Opens the key that new messages of a mailbox are sealed under. */
  void openKey(int number) {
    stage.keys.openForSealing(mailboxes.get(number % OWNERS).id(), ALICE).close();
  }

  private static String name(int number) {
    return "folder/document-" + number;
  }

  private static void requireWhole(long bytes) {
    if (bytes != BYTES) {
      throw new IllegalStateException("%d bytes came back".formatted(bytes));
    }
  }
}
