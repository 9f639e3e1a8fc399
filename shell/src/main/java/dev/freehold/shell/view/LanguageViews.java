package dev.freehold.shell.view;

import dev.freehold.shell.value.DateFormat;
import dev.freehold.shell.value.Formatted;
import dev.freehold.shell.value.PsKind;

/** Views of the language's own types. */
final class LanguageViews {

  private static final int ENTRY_NAME_CHARS = 30;
  private static final int COUNT_CHARS = 5;
  private static final int GROUP_NAME_CHARS = 25;
  private static final int COMMAND_TYPE_CHARS = 15;
  private static final int COMMAND_NAME_CHARS = 50;
  private static final int COMMAND_VERSION_CHARS = 10;

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
        ViewTypes.COMMAND,
        View.table(
            ViewColumn.of("CommandType").wide(COMMAND_TYPE_CHARS),
            ViewColumn.of("Name").wide(COMMAND_NAME_CHARS),
            ViewColumn.of("Version").wide(COMMAND_VERSION_CHARS),
            ViewColumn.of("Source")));
  }
}
