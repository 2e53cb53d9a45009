-- A message may also be a text message to a phone.
alter table mail rename to message;
alter index mail_due rename to message_due;
