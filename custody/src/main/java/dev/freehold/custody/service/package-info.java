/**
 * The service's own root keys. Everything that no customer's policy covers is encrypted under them.
 * They look like a customer's: two RSA keys, called as if they were in vaults.
 */
package dev.freehold.custody.service;
