#!/usr/bin/perl
# A second implementation of the check of an exported record, for the tests only: written from
# docs/reference/record-format.md, in another language and another way (it reads the canonical grammar; it does not
# decode and write again). Prints what it found as JSON; status 1 if the record is not sound.
use strict;
use warnings;
use Digest::SHA qw(sha256 hmac_sha256_hex);
use MIME::Base64 qw(decode_base64);
use Encode ();

my ($archive, $kept) = @ARGV;

sub broken { print STDOUT "broken: $_[0]\n"; exit 1 }

# --- Canonical JSON (section 2): one grammar, read left to right over decoded text -----------------------------------

my %ESCAPE = ('"' => '"', "\\" => "\\", b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");

sub string_at {    # reads a string at pos; returns its value
    my ($t) = @_;
    $$t =~ /\G"((?:[^\x00-\x1f"\\]|\\["\\bfnrt]|\\u00(?:0[0-7be-f]|1[0-9a-f]))*)"/gc or die "string\n";
    my $raw = $1;
    $raw =~ s/\\(?:u(....)|(.))/defined $1 ? chr(hex $1) : $ESCAPE{$2}/ge;
    return $raw;
}

sub value_at {
    my ($t, $deep) = @_;
    die "deep\n" if $deep > 400;
    if ($$t =~ /\G(?=")/gc) { return string_at($t) }
    if ($$t =~ /\G(-?(?:0|[1-9][0-9]{0,15}))(?![0-9.eE])/gc) {
        die "number\n" if $1 eq '-0' || abs($1) > 9007199254740991;
        return \"$1";
    }
    if ($$t =~ /\G(?:true|false|null)/gc) { return \"word" }
    if ($$t =~ /\G\[/gc) {
        my @list;
        return \@list if $$t =~ /\G\]/gc;
        do { push @list, value_at($t, $deep + 1) } while $$t =~ /\G,/gc;
        $$t =~ /\G\]/gc or die "list\n";
        return \@list;
    }
    $$t =~ /\G\{/gc or die "value\n";
    my %map;
    return \%map if $$t =~ /\G\}/gc;
    my $last;
    do {
        my $key = string_at($t);
        die "order\n" if defined $last && $key le $last;
        $last = $key;
        $$t =~ /\G:/gc or die "colon\n";
        $map{$key} = value_at($t, $deep + 1);
    } while $$t =~ /\G,/gc;
    $$t =~ /\G\}/gc or die "map\n";
    return \%map;
}

sub read_json {
    my ($bytes) = @_;
    my $text = eval { Encode::decode('UTF-8', $bytes, Encode::FB_CROAK | Encode::LEAVE_SRC) };
    broken('not UTF-8') unless defined $text;
    my $value = eval { pos($text) = 0; my $v = value_at(\$text, 0); $text =~ /\G\z/gc or die "rest\n"; $v };
    broken("not canonical: $@") if $@;
    return $value;
}

# --- Checkpoints (section 5) -----------------------------------------------------------------------------------------

sub read_checkpoint {
    my ($text) = @_;
    $text =~ s/\A\s+|\s+\z//g;
    my @lines = map { s/\A\s+|\s+\z//gr } split /\n/, $text, -1;
    broken('not a checkpoint') if @lines < 3;
    broken('not a size') unless $lines[1] =~ /\A(?:0|[1-9][0-9]{0,18})\z/a;
    broken('not base64') unless $lines[2] =~ m{\A[A-Za-z0-9+/]{43}=\z};
    return [$lines[1], decode_base64($lines[2])];
}

# --- The tree (section 4): the definition of RFC 6962, over all leaves kept -------------------------------------------

my @leaves;
my %memo;

sub mth {
    my ($from, $to) = @_;
    my $n = $to - $from;
    return sha256('') if $n == 0;
    return $leaves[$from] if $n == 1;
    return $memo{"$from $to"} //= do {
        my $k = 1;
        $k *= 2 while $k * 2 < $n;
        sha256("\x01" . mth($from, $from + $k) . mth($from + $k, $to));
    };
}

# --- The archive (section 3) -----------------------------------------------------------------------------------------

my @V1 = qw(actor at deed facts process subject uuid);
my @V2 = qw(actor at deed entered_at facts process subject uuid);
my (@heads, $facts, $number) = ();
my ($opened, $back, $latest) = (0, 0, '');
open(my $in, '<:raw', $archive) or die "cannot read $archive: $!";
while (my $line = <$in>) {
    $number++;
    $line =~ s/\n\z//;
    if ($line =~ /\A\{"sealed":"([0-9a-f]{64})"\}\z/) {
        push @leaves, pack('H*', $1);
        undef $facts;
        next;
    }
    my $said = read_json($line);
    broken('no mapping') unless ref $said eq 'HASH';
    my $keys = join ' ', sort keys %$said;
    if ($keys eq "@V1" || $keys eq "@V2") {
        push @leaves, sha256("\x00" . $line);
        $facts = $said->{facts};
        my ($minute) = ($said->{entered_at} // '') =~ /\A([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})/;
        $minute //= $latest;
        $back++ if $minute lt $latest;
        $latest = $minute if $minute gt $latest;
    } elsif ($keys eq 'opening') {
        my $o = $said->{opening};
        broken('opening') unless ref $o eq 'HASH' && ref $facts eq 'HASH' && ref $facts->{committed} eq 'HASH';
        for my $part (qw(name salt value)) { broken('opening') if !defined $o->{$part} || ref $o->{$part} }
        broken('salt') unless $o->{salt} =~ /\A[0-9a-f]{64}\z/;
        my $made = hmac_sha256_hex(Encode::encode('UTF-8', $o->{value}), pack('H*', $o->{salt}));
        my $due = $facts->{committed}{ $o->{name} };
        broken('value') unless defined $due && !ref $due && $made eq $due;
        $opened++;
    } elsif ($keys eq 'checkpoint' && $number == 1) {
        broken('checkpoint') if ref $said->{checkpoint};
        push @heads, read_checkpoint($said->{checkpoint});
    } else {
        broken("line $number");
    }
}
my $vouched = 'null';
if (defined $kept) {
    open(my $held, '<:encoding(UTF-8)', $kept) or die "cannot read $kept: $!";
    my $head = read_checkpoint(do { local $/; <$held> });
    push @heads, $head;
    $vouched = $head->[0];
}
for my $head (@heads) {
    broken('too short') if $head->[0] > @leaves;
    broken('root') if mth(0, $head->[0]) ne $head->[1];
}
printf "{\"entries\":%d,\"root\":\"%s\",\"vouched\":%s,\"opened\":%d,\"back\":%d}\n", scalar @leaves, unpack('H*', mth(0, scalar @leaves)), $vouched, $opened, $back;
