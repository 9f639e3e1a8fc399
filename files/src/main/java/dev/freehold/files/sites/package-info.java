/** Sites, their names and URLs, and the roles that people have on them. */
package dev.freehold.files.sites;
