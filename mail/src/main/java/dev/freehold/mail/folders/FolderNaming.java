package dev.freehold.mail.folders;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.FolderPath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What the folders of a source are called here. A folder of a source is the list of its names from
 * the top, so that a name may hold whatever the source allows, a {@code /} too. Every folder gets a
 * path of its own, the same whenever the same folders are named:
 *
 * <ol>
 *   <li>A name that the store can keep is kept, in NFC.
 *   <li>In others, what it cannot keep is escaped as in URLs, with {@code =} in place of {@code %}:
 *       {@code a*b} becomes {@code a=2Ab}, {@code AC/DC} becomes {@code AC=2FDC}.
 *   <li>Where that would give two folders one path, the one that is kept as it is has it, and the
 *       others are escaped further. Such are names that differ only in how an accent is written,
 *       and the other letter cases of {@code INBOX}.
 *   <li>What lies too deep goes up, and what is too long is cut and ends in a hash.
 * </ol>
 *
 * <p>Not safe for use by many threads.
 */
public final class FolderNaming {

  /** A path up to here can have folders below it; deeper ones go up until they fit. */
  private static final int MAX_PARENT_CHARS = MailLimits.MAX_FOLDER_PATH_CHARS - 64;

  private static final int HASH_CHARS = 16;

  private final String base;
  private final Map<List<String>, String> paths = new HashMap<>();
  private final Map<String, List<String>> owners = new HashMap<>();
  private final Collection<List<String>> named = new LinkedHashSet<>();

  /**
   * Names folders below another one.
   *
   * @param base the path that the source's top has here, which is a folder of its own; empty for
   *     the top of the mailbox
   * @throws dev.freehold.mail.MailException {@code folder-name-invalid}
   */
  public FolderNaming(String base) {
    this.base = base.isEmpty() ? "" : FolderPath.normalise(base);
  }

  /** A folder keeps the path that an earlier run gave it. */
  public void keep(List<String> folder, String path) {
    paths.put(List.copyOf(folder), path);
    owners.put(path, List.copyOf(folder));
  }

  /**
   * Names all of a source's folders at once, so that their order does not matter: names that are
   * kept as they are come first.
   */
  public void nameAll(Collection<List<String>> folders) {
    folders.stream()
        .sorted(
            Comparator.comparing((List<String> folder) -> !isKept(folder))
                .thenComparing(folder -> String.join("\0", folder)))
        .forEach(this::path);
  }

  /** Folders that come from a mailbox keep their paths, below the base. */
  public void keepAll(Collection<List<String>> folders) {
    for (List<String> folder : folders) {
      String path = below(base, String.join("/", folder));
      if (!folder.isEmpty() && isPath(path)) {
        keep(folder, path);
      }
    }
  }

  /** The path of a folder; that of no names is the base, or INBOX at the top of the mailbox. */
  public String path(List<String> folder) {
    named.add(List.copyOf(folder));
    return resolve(List.copyOf(folder));
  }

  /** The folders whose path differs from their names, in the order of their naming. */
  public List<RenamedFolder> renamed() {
    List<RenamedFolder> renamed = new ArrayList<>();
    for (List<String> folder : named) {
      if (folder.isEmpty()) {
        continue;
      }
      String there = String.join("/", folder);
      String here = resolve(folder);
      if (!here.equals(below(base, Normalizer.normalize(there, Normalizer.Form.NFC)))
          || folder.stream().anyMatch(name -> name.indexOf('/') >= 0)) {
        renamed.add(new RenamedFolder(there, here));
      }
    }
    return renamed;
  }

  private String resolve(List<String> folder) {
    String known = paths.get(folder);
    if (known != null) {
      return known;
    }
    if (folder.isEmpty()) {
      return base.isEmpty() ? FolderPath.INBOX : base;
    }
    String path = fits(folder) ? beside(folder) : "";
    if (path.isEmpty() || path.length() > MailLimits.MAX_FOLDER_PATH_CHARS) {
      path = shortened(folder);
    }
    keep(folder, path);
    return path;
  }

  /** A path below the folder's parent that none of its siblings has. */
  private String beside(List<String> folder) {
    String parent = parent(folder, folder.size() - 1);
    String name = folder.getLast();
    String plain = below(parent, EscapedName.of(name));
    boolean inbox = parent.isEmpty() && plain.equalsIgnoreCase(FolderPath.INBOX);
    String path = inbox ? FolderPath.INBOX : plain;
    if (isFree(path, folder)) {
      return path;
    }
    String told = inbox ? EscapedName.disguised(name) : EscapedName.ascii(name);
    String second = below(parent, told);
    return isFree(second, folder) ? second : "";
  }

  /** The top of a source is INBOX too; a folder that only has others in it can share that. */
  private boolean isFree(String path, List<String> folder) {
    boolean top = path.equals(FolderPath.INBOX) && named.contains(List.<String>of());
    return !owners.containsKey(path) && !(top && named.contains(folder));
  }

  /** Hangs the names that do not fit, as one, below the deepest folder that leaves room. */
  private String shortened(List<String> folder) {
    int kept = folder.size() - 1;
    while (kept > 0 && !leavesRoom(folder.subList(0, kept))) {
      kept--;
    }
    String parent = parent(folder, kept);
    String name = EscapedName.ascii(String.join("/", folder.subList(kept, folder.size())));
    String path = below(parent, name);
    for (int n = 0;
        path.length() > MailLimits.MAX_FOLDER_PATH_CHARS || !isFree(path, folder);
        n++) {
      String mark = "~" + hash(folder, n);
      int room = MailLimits.MAX_FOLDER_PATH_CHARS - below(parent, mark).length();
      path = below(parent, name.substring(0, Math.min(name.length(), room)) + mark);
    }
    return path;
  }

  private boolean leavesRoom(List<String> parent) {
    return fits(parent)
        && depthOf(base) + parent.size() < MailLimits.MAX_FOLDER_DEPTH
        && resolve(List.copyOf(parent)).length() <= MAX_PARENT_CHARS;
  }

  private boolean fits(List<String> folder) {
    return depthOf(base) + folder.size() <= MailLimits.MAX_FOLDER_DEPTH
        && (folder.size() == 1 || leavesRoom(folder.subList(0, folder.size() - 1)));
  }

  private String parent(List<String> folder, int names) {
    return names == 0 ? base : resolve(List.copyOf(folder.subList(0, names)));
  }

  private boolean isKept(List<String> folder) {
    String path = String.join("/", folder);
    return folder.stream().allMatch(name -> EscapedName.of(name).equals(name))
        && !(path.equalsIgnoreCase(FolderPath.INBOX) && !path.equals(FolderPath.INBOX));
  }

  private static boolean isPath(String path) {
    try {
      return FolderPath.normalise(path).equals(path);
    } catch (MailException e) {
      return false;
    }
  }

  private static int depthOf(String path) {
    return path.isEmpty() ? 0 : path.split("/", -1).length;
  }

  private static String below(String parent, String name) {
    return parent.isEmpty() ? name : parent + "/" + name;
  }

  private static String hash(List<String> folder, int attempt) {
    byte[] names = (String.join("\0", folder) + "\0" + attempt).getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(names).substring(0, HASH_CHARS);
  }
}
