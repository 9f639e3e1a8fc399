/** Signs in at sources: with passwords, for administrators, and with access tokens. */
package dev.freehold.mail.migration.login;
