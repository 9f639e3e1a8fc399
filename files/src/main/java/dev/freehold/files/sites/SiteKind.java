package dev.freehold.files.sites;

/** What a site is for. */
public enum SiteKind {
  /** The files of a team. */
  TEAM_SITE,
  /** The files of one person. */
  ONEDRIVE,
  /** The files of a channel of a team. */
  TEAMS_CHANNEL
}
