package dev.freehold.shell.exchange.folders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.SizeText;
import dev.freehold.shell.view.CmdletTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The folders of a mailbox as objects, with what those below each hold. What the server does not
 * tell, such as subjects and dates of items, is empty.
 */
final class FolderObjects {

  private static final List<String> NOT_TOLD =
      List.of(
          "CreationTime",
          "LastModifiedTime",
          "OldestItemReceivedDate",
          "NewestItemReceivedDate",
          "OldestItemLastModifiedDate",
          "NewestItemLastModifiedDate",
          "TargetQuota",
          "StorageQuota",
          "StorageWarningQuota",
          "TopSubject",
          "TopSubjectSize",
          "TopSubjectCount",
          "TopSubjectPath");

  private final String mailboxName;
  private final UUID mailboxGuid;
  private final NavigableMap<String, JsonNode> byPath = new TreeMap<>();

  /**
   * The folders of a mailbox.
   *
   * @param mailboxName what objects call the mailbox
   */
  FolderObjects(String mailboxName, JsonNode answer) {
    this.mailboxName = mailboxName;
    this.mailboxGuid = AnswerJson.guid(answer, "mailboxGuid");
    AnswerJson.list(answer, "folders")
        .forEach(each -> byPath.put(AnswerJson.text(each, "path").orElse(""), each));
  }

  /** Those of a scope with all below them, sorted by path. */
  List<PsObject> of(String scope) {
    List<PsObject> objects = new ArrayList<>();
    byPath.forEach(
        (path, folder) -> {
          if (scope.equalsIgnoreCase(FolderScope.ALL) || isIn(path, scope)) {
            objects.add(object(path, folder));
          }
        });
    return objects;
  }

  private boolean isIn(String path, String scope) {
    FolderScope own = scopeOf(path, byPath.get(path));
    if (own != FolderScope.PERSONAL) {
      return own.word().equalsIgnoreCase(scope);
    }
    int slash = path.lastIndexOf('/');
    boolean isBelow = slash >= 0 && byPath.containsKey(path.substring(0, slash));
    return isBelow ? isIn(path.substring(0, slash), scope) : own.word().equalsIgnoreCase(scope);
  }

  private static FolderScope scopeOf(String path, JsonNode folder) {
    return FolderScope.of(path, AnswerJson.text(folder, "specialUse"));
  }

  private PsObject object(String path, JsonNode folder) {
    FolderScope scope = scopeOf(path, folder);
    String shown = shown(path);
    PsObject object =
        PsObject.ofType(CmdletTypes.MAILBOX_FOLDER)
            .with("Name", shown.substring(shown.lastIndexOf('/') + 1))
            .with("FolderPath", "/" + shown)
            .with("FolderId", AnswerJson.text(folder, "id").orElse(""))
            .with("FolderType", scope.folderType())
            .with("ItemsInFolder", AnswerJson.number(folder, "itemCount"))
            .with("VisibleItemsInFolder", AnswerJson.number(folder, "itemCount"))
            .with("HiddenItemsInFolder", 0L)
            .with("DeletedItemsInFolder", 0L)
            .with("FolderSize", size(AnswerJson.number(folder, "totalItemSize")))
            .with("ItemsInFolderAndSubfolders", sum(path, "itemCount"))
            .with("DeletedItemsInFolderAndSubfolders", 0L)
            .with("FolderAndSubfolderSize", size(sum(path, "totalItemSize")))
            .with("ContentFolder", true)
            .with("ContentMailboxGuid", mailboxGuid)
            .with("Identity", mailboxName + "\\" + shown.replace('/', '\\'))
            .with("IsValid", true)
            .with("ObjectState", "New");
    NOT_TOLD.forEach(name -> object.with(name, null));
    return object.withText(mailboxName + "\\" + shown.replace('/', '\\'));
  }

  private static PsObject size(long bytes) {
    return SizeText.object(bytes);
  }

  /** IMAP's name of the inbox is INBOX in whatever letters. */
  private static String shown(String path) {
    String inbox = FolderScope.INBOX.word();
    return path.equals(inbox.toUpperCase(Locale.ROOT))
            || path.startsWith(inbox.toUpperCase(Locale.ROOT) + "/")
        ? inbox + path.substring(inbox.length())
        : path;
  }

  /** Of a folder and of all below it. */
  private long sum(String path, String member) {
    String below = path + "/";
    return AnswerJson.number(byPath.get(path), member)
        + byPath.subMap(below, below + Character.MAX_VALUE).values().stream()
            .mapToLong(each -> AnswerJson.number(each, member))
            .sum();
  }
}
