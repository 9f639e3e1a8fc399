/**
 * The service's own root keys, under which everything lies that no customer's policy covers. They
 * have the shape of a customer's: two RSA keys, reached as if they were in vaults.
 */
package dev.freehold.custody.service;
