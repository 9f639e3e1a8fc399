package dev.freehold.powershell.view;

import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Property;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.scalar.DateFormat;
import java.util.List;

/** Views of the language's own types. */
final class LanguageViews {

  private static final int ENTRY_NAME_CHARS = 30;
  private static final int COUNT_CHARS = 5;
  private static final int GROUP_NAME_CHARS = 25;
  private static final int COMMAND_TYPE_CHARS = 15;
  private static final int COMMAND_NAME_CHARS = 50;
  private static final int COMMAND_VERSION_CHARS = 10;

  private static final int MODE_CHARS = 5;
  private static final int DATE_CHARS = 26;
  private static final int LENGTH_CHARS = 14;
  private static final int HISTORY_ID_CHARS = 4;
  private static final int DURATION_CHARS = 12;
  private static final int ALGORITHM_CHARS = 9;

  private LanguageViews() {}

  static void register(Views views) {
    views.add(PsKind.DATE.fullName(), new View.AsText(date -> Formatted.of(date, DateFormat.FULL)));
    views.add(PsKind.GUID.fullName(), View.table("Guid"));
    views.add(PsKind.VERSION.fullName(), View.table("Major", "Minor", "Build", "Revision"));
    views.add(
        ViewTypes.DICTIONARY_ENTRY,
        View.table(ViewColumn.of("Name").wide(ENTRY_NAME_CHARS), ViewColumn.of("Value")),
        View.list(ViewItem.of("Name"), ViewItem.of("Value")));
    views.add(
        ViewTypes.GROUP,
        View.table(
            ViewColumn.of("Count").wide(COUNT_CHARS).right(),
            ViewColumn.of("Name").wide(GROUP_NAME_CHARS),
            ViewColumn.of("Group")));
    views.add(
        ViewTypes.GROUP_WITHOUT_ELEMENTS,
        View.table(
            ViewColumn.of("Count").wide(COUNT_CHARS).right(),
            ViewColumn.of("Name").wide(GROUP_NAME_CHARS)));
    views.add(
        ViewTypes.MEMBER,
        View.groupedTable(
            "TypeName",
            ViewColumn.of("Name"),
            ViewColumn.of("MemberType"),
            ViewColumn.of("Definition")));
    views.add(
        "System.Management.Automation.AliasInfo",
        View.table(
            ViewColumn.of("CommandType").wide(COMMAND_TYPE_CHARS),
            ViewColumn.of("Name", "DisplayName").wide(COMMAND_NAME_CHARS),
            ViewColumn.of("Version").wide(COMMAND_VERSION_CHARS),
            ViewColumn.of("Source")));
    View.AsTable files = files();
    views.add(ViewTypes.FILE, files);
    views.add(ViewTypes.FOLDER, files);
    views.add(
        ViewTypes.FILE_HASH,
        View.table(
            ViewColumn.of("Algorithm").wide(ALGORITHM_CHARS),
            ViewColumn.of("Hash"),
            ViewColumn.of("Path")));
    views.add(
        ViewTypes.HISTORY,
        View.table(
            ViewColumn.of("Id").wide(HISTORY_ID_CHARS).right(),
            ViewColumn.of("Duration").wide(DURATION_CHARS).right(),
            ViewColumn.of("CommandLine")));
    views.add(
        ViewTypes.COMMAND,
        View.table(
            ViewColumn.of("CommandType").wide(COMMAND_TYPE_CHARS),
            ViewColumn.of("Name").wide(COMMAND_NAME_CHARS),
            ViewColumn.of("Version").wide(COMMAND_VERSION_CHARS),
            ViewColumn.of("Source")));
  }

  /** One table for each folder, of what it holds. */
  private static View.AsTable files() {
    return new View.AsTable(
        List.of(
            ViewColumn.of("Mode").wide(MODE_CHARS),
            ViewColumn.of("LastWriteTime").wide(DATE_CHARS).right(),
            new ViewColumn(
                "Length",
                LENGTH_CHARS,
                Alignment.RIGHT,
                item -> Members.find(item, "Length").map(Property::value).orElse(null)),
            ViewColumn.of("Name")),
        new ViewItem(
            "Directory",
            item -> {
              Object folder = Members.get(item, "Directory");
              return folder == null ? Members.get(item, "Parent") : folder;
            }));
  }
}
