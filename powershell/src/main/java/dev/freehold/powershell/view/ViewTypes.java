package dev.freehold.powershell.view;

/** The type names of the language's own objects that have views. */
public final class ViewTypes {

  /** A key with its value, of a hashtable. */
  public static final String DICTIONARY_ENTRY = "System.Collections.DictionaryEntry";

  /** What Group-Object writes. */
  public static final String GROUP = "Microsoft.PowerShell.Commands.GroupInfo";

  /** What Group-Object -NoElement writes. */
  public static final String GROUP_WITHOUT_ELEMENTS =
      "Microsoft.PowerShell.Commands.GroupInfoNoElement";

  /** What Measure-Object writes. */
  public static final String MEASURE = "Microsoft.PowerShell.Commands.GenericMeasureInfo";

  /** What Measure-Object writes of lines, words and characters. */
  public static final String TEXT_MEASURE = "Microsoft.PowerShell.Commands.TextMeasureInfo";

  /** What Get-Member writes. */
  public static final String MEMBER = "Microsoft.PowerShell.Commands.MemberDefinition";

  /** What Get-Command writes. */
  public static final String COMMAND = "System.Management.Automation.CommandInfo";

  /** A file. */
  public static final String FILE = "System.IO.FileInfo";

  /** A folder. */
  public static final String FOLDER = "System.IO.DirectoryInfo";

  /** The digest of a file. */
  public static final String FILE_HASH = "Microsoft.PowerShell.Commands.FileHashInfo";

  /** A line that was typed before. */
  public static final String HISTORY = "Microsoft.PowerShell.Commands.HistoryInfo";

  private ViewTypes() {}
}
