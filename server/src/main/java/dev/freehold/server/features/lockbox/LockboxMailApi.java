package dev.freehold.server.features.lockbox;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.custody.lockbox.AccessScope;
import dev.freehold.custody.lockbox.OperatorAct;
import dev.freehold.custody.lockbox.OperatorAct.Kind;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.DescribedMessage;
import dev.freehold.mail.messages.Messages;
import dev.freehold.server.features.messages.MessageWire;
import dev.freehold.server.http.ByteRange;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mailbox of an approved request, as far as its scope goes. */
final class LockboxMailApi {

  private static final String MEDIA_TYPE = "message/rfc822";

  private final LockboxAccess lockbox;
  private final ScopeOwners owners;
  private final Folders folders;
  private final Messages messages;

  LockboxMailApi(LockboxAccess lockbox, ScopeOwners owners, Folders folders, Messages messages) {
    this.lockbox = lockbox;
    this.owners = owners;
    this.folders = folders;
    this.messages = messages;
  }

  /** {@code GET .../folders}: those within the scope. */
  void folders(Exchange exchange) throws IOException {
    lockbox.read(
        exchange,
        Kind.LIST_FOLDERS,
        access -> {
          Scope scope = scope(access);
          List<FolderView> found =
              folders.list(scope.mailbox()).stream()
                  .filter(scope::includes)
                  .map(folder -> FolderView.of(folder, scope.hasBounds()))
                  .toList();
          access.record(
              new OperatorAct(
                  Kind.LIST_FOLDERS, Map.of("count", Integer.toString(found.size())), Map.of()));
          exchange.reply(200, new FolderPage(found));
        });
  }

  /** {@code GET .../messages?folder=PATH&after=UID&max=N}. */
  void list(Exchange exchange) throws IOException {
    lockbox.read(
        exchange,
        Kind.LIST_MESSAGES,
        access -> {
          Scope scope = scope(access);
          Folder folder = scope.folder(exchange);
          long first = scope.bounds().firstUid() - 1;
          long after = Math.max(first, exchange.query("after", 0, Long.MAX_VALUE, 0));
          int max =
              (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
          List<DescribedMessage> page =
              access
                  .find(
                      act(Kind.LIST_MESSAGES, folder, Map.of()),
                      () ->
                          messages.describe(
                              scope.mailbox(), folder, after, max, access.requester()))
                  .stream()
                  .filter(message -> scope.includes(message.message().uid()))
                  .toList();
          access.record(act(Kind.LIST_MESSAGES, folder, uids(page)));
          exchange.reply(
              200,
              new MessagePage(folder.path(), page.stream().map(MessageWire.Item::of).toList()));
        });
  }

  private static Map<String, String> uids(List<DescribedMessage> page) {
    Map<String, String> facts = new HashMap<>();
    facts.put("count", Integer.toString(page.size()));
    if (!page.isEmpty()) {
      facts.put("firstUid", Long.toString(page.getFirst().message().uid()));
      facts.put("lastUid", Long.toString(page.getLast().message().uid()));
    }
    return facts;
  }

  /** {@code GET .../messages/{uid}/content?folder=PATH}, with Range. */
  void content(Exchange exchange) throws IOException {
    lockbox.read(
        exchange,
        Kind.READ_MESSAGE,
        access -> {
          Scope scope = scope(access);
          Folder folder = scope.folder(exchange);
          long uid = uid(exchange);
          if (!scope.includes(uid)) {
            throw ProblemException.notFound();
          }
          OperatorAct wanted = act(Kind.READ_MESSAGE, folder, Map.of("uid", Long.toString(uid)));
          try (ObjectReader reader =
              access.find(wanted, () -> messages.open(folder, uid, access.requester()))) {
            give(exchange, access, folder, uid, reader);
          }
        });
  }

  private static void give(
      Exchange exchange, LockboxAccess.Access access, Folder folder, long uid, ObjectReader reader)
      throws IOException {
    ByteRange range = ByteRange.of(exchange.header("Range"), reader.length());
    InputStream content = reader.stream(range.from(), range.length());
    Map<String, String> facts =
        Map.of(
            "uid", Long.toString(uid),
            "objectId", reader.objectId().toString(),
            "bytes", range.words());
    access.give(content, range, MEDIA_TYPE, act(Kind.READ_MESSAGE, folder, facts));
  }

  private static OperatorAct act(Kind kind, Folder folder, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("folderId", folder.id().toString());
    return new OperatorAct(kind, all, Map.of("folder", folder.path()));
  }

  private static long uid(Exchange exchange) {
    try {
      return Long.parseLong(exchange.path("uid"));
    } catch (NumberFormatException notANumber) {
      throw ProblemException.notFound();
    }
  }

  private Scope scope(LockboxAccess.Access access) {
    return switch (access.request().scope()) {
      case AccessScope.OfMailbox bounds -> {
        Mailbox mailbox = owners.mailbox(access.request());
        yield new Scope(
            mailbox, bounds, bounds.folder().map(path -> folders.require(mailbox, path)));
      }
      case AccessScope.OfSite _ -> throw ProblemException.notFound();
    };
  }

  /** The mailbox and what of it is within reach. */
  private final class Scope {

    private final Mailbox mailbox;
    private final AccessScope.OfMailbox bounds;
    private final Optional<Folder> only;

    private Scope(Mailbox mailbox, AccessScope.OfMailbox bounds, Optional<Folder> only) {
      this.mailbox = mailbox;
      this.bounds = bounds;
      this.only = only;
    }

    private Mailbox mailbox() {
      return mailbox;
    }

    private AccessScope.OfMailbox bounds() {
      return bounds;
    }

    private boolean hasBounds() {
      return bounds.firstUid() > AccessScope.FIRST_UID || bounds.lastUid() < AccessScope.LAST_UID;
    }

    private boolean includes(Folder folder) {
      return only.isEmpty() || only.get().id().equals(folder.id());
    }

    private boolean includes(long uid) {
      return uid >= bounds.firstUid() && uid <= bounds.lastUid();
    }

    private Folder folder(Exchange exchange) {
      String path =
          exchange.query("folder").or(() -> only.map(Folder::path)).orElse(FolderPath.INBOX);
      Folder folder = folders.require(mailbox, path);
      if (!includes(folder)) {
        throw ProblemException.notFound();
      }
      return folder;
    }
  }

  /** Without the counts, which are of the whole folder, if only a range of it is within reach. */
  private record FolderView(String path, long uidValidity, Long messageCount, Long totalBytes) {
    static FolderView of(Folder folder, boolean hasBounds) {
      return new FolderView(
          folder.path(),
          folder.uidValidity(),
          hasBounds ? null : folder.messageCount(),
          hasBounds ? null : folder.totalBytes());
    }
  }

  record FolderPage(List<FolderView> folders) {}

  record MessagePage(String folder, List<MessageWire.Item> messages) {}
}
