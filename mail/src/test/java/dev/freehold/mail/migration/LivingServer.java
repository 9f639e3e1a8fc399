package dev.freehold.mail.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IMAP source on loopback whose mail changes: it comes, goes, moves and is flagged. It lets
 * everybody in.
 */
final class LivingServer extends LoopbackSource {

  private static final Pattern EXAMINE = Pattern.compile("EXAMINE \"(.*)\"");
  private static final Pattern FETCH = Pattern.compile("(UID )?FETCH (\\S+) \\((.*)\\)");

  private final Map<String, Mailbox> folders = new ConcurrentHashMap<>();
  private final AtomicLong validities = new AtomicLong(1_700_000_000);
  private final List<String> refusedTexts = new CopyOnWriteArrayList<>();

  LivingServer() throws IOException {
    folders.put("INBOX", new Mailbox(validities.incrementAndGet()));
    listen();
  }

  private record Mail(String text, String flags) {}

  /** A folder. */
  private static final class Mailbox {
    private final long validity;
    private final Map<Long, Mail> mail = new TreeMap<>();
    private long next = 1;

    Mailbox(long validity) {
      this.validity = validity;
    }

    synchronized long add(Mail message) {
      mail.put(next, message);
      return next++;
    }

    synchronized List<Map.Entry<Long, Mail>> all() {
      return List.copyOf(new TreeMap<>(mail).entrySet());
    }
  }

  /** Adds messages without flags; the folder is made if it is not there. */
  LivingServer with(String folder, String... texts) {
    for (String text : texts) {
      folder(folder).add(new Mail(text, ""));
    }
    return this;
  }

  private Mailbox folder(String name) {
    return folders.computeIfAbsent(name, _ -> new Mailbox(validities.incrementAndGet()));
  }

  long uidValidity(String folder) {
    return folder(folder).validity;
  }

  /** Takes UIDs that no message gets. */
  void skipsUids(String folder, long count) {
    folder(folder).next += count;
  }

  /** Gives a message other flags. */
  void flags(String folder, String text, String flags) {
    Mailbox mailbox = folder(folder);
    synchronized (mailbox) {
      mailbox.mail.replaceAll((_, mail) -> mail.text().equals(text) ? new Mail(text, flags) : mail);
    }
  }

  /** Removes messages of this text. */
  void removes(String folder, String text) {
    Mailbox mailbox = folder(folder);
    synchronized (mailbox) {
      mailbox.mail.values().removeIf(mail -> mail.text().equals(text));
    }
  }

  void removesAll(String folder) {
    Mailbox mailbox = folder(folder);
    synchronized (mailbox) {
      mailbox.mail.clear();
    }
  }

  /** Moves a message, which has another UID then. */
  void moves(String folder, String text, String to) {
    folder(folder).all().stream()
        .map(Map.Entry::getValue)
        .filter(mail -> mail.text().equals(text))
        .forEach(folder(to)::add);
    removes(folder, text);
  }

  /** Removes a folder. */
  void without(String folder) {
    folders.remove(folder);
  }

  /** Gives the messages of a folder other UIDs. */
  void renumbers(String folder) {
    List<Map.Entry<Long, Mail>> before = folder(folder).all();
    folders.remove(folder);
    skipsUids(folder, 50);
    before.forEach(entry -> folder(folder).add(entry.getValue()));
  }

  /** Does not give messages of this text, until it is told so again. */
  void refuses(String... texts) {
    refusedTexts.clear();
    refusedTexts.addAll(List.of(texts));
  }

  @Override
  Conversation begin() {
    return new Session();
  }

  private final class Session implements Conversation {
    private List<Map.Entry<Long, Mail>> selected = List.of();

    @Override
    public boolean answer(String tag, String command, BufferedReader in, OutputStream out)
        throws IOException {
      Matcher examine = EXAMINE.matcher(command);
      if (examine.matches() && folders.containsKey(examine.group(1))) {
        selected = folder(examine.group(1)).all();
      }
      if (command.startsWith("AUTHENTICATE")) {
        say(out, tag, "+ \r\n");
        in.readLine();
      }
      say(out, tag, LivingServer.this.answer(command, selected));
      return true;
    }
  }

  private String answer(String command, List<Map.Entry<Long, Mail>> selected) {
    Matcher fetch = FETCH.matcher(command);
    if (fetch.matches()) {
      return fetched(fetch, selected);
    }
    Matcher examine = EXAMINE.matcher(command);
    if (examine.matches()) {
      Mailbox mailbox = folders.get(examine.group(1));
      return mailbox == null
          ? "TAG NO there is none\r\n"
          : "* %d EXISTS\r\n* OK [UIDVALIDITY %d] fine\r\n* OK [UIDNEXT %d] fine\r\n"
                  .formatted(mailbox.all().size(), mailbox.validity, mailbox.next)
              + OK;
    }
    return switch (command.split(" ", 2)[0]) {
      case "CAPABILITY" -> "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + OK;
      case "LIST" -> list(folders.keySet());
      default -> OK;
    };
  }

  private String fetched(Matcher fetch, List<Map.Entry<Long, Mail>> selected) {
    StringBuilder responses = new StringBuilder();
    for (int number = 1; number <= selected.size(); number++) {
      Map.Entry<Long, Mail> entry = selected.get(number - 1);
      long key = fetch.group(1) == null ? number : entry.getKey();
      if (isIn(fetch.group(2), key)) {
        if (fetch.group(3).contains("BODY") && refusedTexts.contains(entry.getValue().text())) {
          return "TAG NO it is damaged\r\n";
        }
        responses.append(response(number, entry, fetch.group(3)));
      }
    }
    return responses + OK;
  }

  private static boolean isIn(String set, long key) {
    for (String part : set.split(",", -1)) {
      String[] ends = part.split(":", -1);
      long first = Long.parseLong(ends[0]);
      boolean isOpen = ends[ends.length - 1].equals("*");
      long last = isOpen ? Long.MAX_VALUE : Long.parseLong(ends[ends.length - 1]);
      if (key >= first && key <= last) {
        return true;
      }
    }
    return false;
  }

  private static String response(int number, Map.Entry<Long, Mail> entry, String items) {
    Mail mail = entry.getValue();
    List<String> parts = new ArrayList<>(List.of("UID " + entry.getKey()));
    if (items.contains("FLAGS")) {
      parts.add("FLAGS (" + mail.flags() + ")");
    }
    if (items.contains("INTERNALDATE")) {
      parts.add("INTERNALDATE " + DATE);
    }
    if (items.contains("RFC822.SIZE")) {
      parts.add("RFC822.SIZE " + mail.text().length());
    }
    if (items.contains("BODY")) {
      parts.add("BODY[] {%d}\r\n%s".formatted(mail.text().length(), mail.text()));
    }
    return "* %d FETCH (%s)\r\n".formatted(number, String.join(" ", parts));
  }
}
