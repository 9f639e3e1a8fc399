package dev.freehold.mail.migration.plan;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.migration.imap.SourceFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the folders of a source go: what was sent goes to what was sent here, whatever either side
 * calls it. Safe for use by many threads.
 */
public final class FolderPlan {

  private final Folders folders;
  private final FolderSubscriptions subscriptions;

  /** Looks at {@code folders}. */
  public FolderPlan(Folders folders, FolderSubscriptions subscriptions) {
    this.folders = folders;
    this.subscriptions = subscriptions;
  }

  /**
   * Gives folders with a use the path of the folder here that has it, unless another folder of the
   * source is called so. Folders that are to go elsewhere do so whatever they are.
   *
   * @param settled {@link SourceFolder#name}s of folders that keep the path which they had before
   */
  public List<PlannedFolder> arrange(
      Mailbox mailbox,
      Collection<SourceFolder> found,
      Set<String> settled,
      Collection<FolderMove> moves) {
    Map<SpecialUse, String> uses = uses(mailbox);
    Set<String> paths = found.stream().map(SourceFolder::path).collect(Collectors.toSet());
    List<PlannedFolder> planned = new ArrayList<>();
    for (SourceFolder folder : found) {
      String moved = FolderMove.apply(moves, folder.path());
      Optional<String> ofUse =
          folder
              .use()
              .map(uses::remove)
              .filter(_ -> moved.equals(folder.path()) && !settled.contains(folder.name()))
              .filter(paths::add);
      planned.add(PlannedFolder.of(folder.at(ofUse.orElse(moved))));
    }
    return planned;
  }

  private Map<SpecialUse, String> uses(Mailbox mailbox) {
    Map<SpecialUse, String> uses = new EnumMap<>(SpecialUse.class);
    for (Folder folder : folders.list(mailbox)) {
      folder.specialUse().ifPresent(use -> uses.putIfAbsent(use, folder.path()));
    }
    return uses;
  }

  /**
   * Subscribes to folders that are not here yet: about others the user has decided. INBOX is always
   * here, so it counts as new until the mailbox has a subscription.
   *
   * @param subscribed {@link SourceFolder#name}s that the user has subscribed to there
   */
  public void subscribe(Mailbox mailbox, List<PlannedFolder> planned, Set<String> subscribed) {
    Set<String> here = folders.list(mailbox).stream().map(Folder::path).collect(Collectors.toSet());
    int before = subscriptions.list(mailbox).size();
    if (before == 0) {
      here.remove(FolderPath.INBOX);
    }
    planned.stream()
        .filter(each -> each.code().isEmpty())
        .map(PlannedFolder::folder)
        .filter(folder -> subscribed.contains(folder.name()) && !folder.isView())
        .map(SourceFolder::path)
        .filter(path -> !here.contains(path))
        .limit(MailLimits.MAX_FOLDERS - before)
        .forEach(path -> subscriptions.add(mailbox, path));
  }
}
