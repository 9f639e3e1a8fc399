/** Decides where the folders of a source go here. */
package dev.freehold.mail.migration.plan;
