/** Sites, their names and URLs, and who has which role on them. */
package dev.freehold.files.sites;
