package dev.freehold.server;

/** The ways in which a command can fail that no other module has a code for. */
public enum ServerError {
  /** This node may not serve any more. */
  NODE_ENDED("node-ended"),
  /** A configuration key is unknown, retired, or has a value outside its bounds. */
  CONFIGURATION_INVALID("configuration-invalid"),
  /** The data folder cannot be made, read or written. */
  DATA_FOLDER_UNUSABLE("data-folder-unusable"),
  /** Another process works on this data folder. */
  DATA_FOLDER_IN_USE("data-folder-in-use"),
  /** The folder holds files, and an empty one or that of a quickstart is needed. */
  DATA_FOLDER_NOT_EMPTY("data-folder-not-empty"),
  /** A connection file, certificate or secret file cannot be read or has another form. */
  CONNECTION_INVALID("connection-invalid"),
  /** A file or a key that was named to be verified, or to verify with, is malformed. */
  INPUT_INVALID("input-invalid"),
  /** A database of a backup is of a version that this program cannot read. */
  BACKUP_UNREADABLE("backup-unreadable"),
  /** The script to run is not there, cannot be read, or is too long. */
  SCRIPT_UNREADABLE("script-unreadable"),
  /** The server did not answer. */
  SERVER_UNREACHABLE("server-unreachable"),
  /** The server answered with something that is not of its protocol. */
  SERVER_ANSWER_INVALID("server-answer-invalid");

  private final String code;

  ServerError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }
}
