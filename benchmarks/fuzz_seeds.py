"""What mutants are made of: small files of each kind, and pieces that mean something to their readers."""

import gzip

JSON_PIECES = (b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"1e999", b'"text"', b'"id"', b"\\ud800", b"\xff", b"\n", b"\r")
MARKUP_PIECES = (
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [",
    b"<!ENTITY b 'c'>",
    b"&b;",
    b"&#x0;",
    b"<?xml version='1.0'?>",
    b" xmlns='x'",
    b"<a href='http://desk.example/1'>",
    b"\x00",
    b"\xff\xfe",
    b"<p>",
    b"<div>" * 60,
)
WARC_PIECES = (
    b"WARC/1.0\r\n",
    b"Content-Length: 3",
    b"Content-Length: 99999999999999",
    b"\r\n",
    b"\r\n\r\n",
    b"\x1f\x8b\x08",
    b"HTTP/1.1 200 OK\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"WARC-Block-Digest: sha1:A\r\n",
    b"\x00",
)
MAIL_PIECES = (
    b"\n\nFrom desk Mon Mar  2 09:00:00 2026\n",
    b"Content-Type: multipart/mixed; boundary=b\n",
    b"--b\n",
    b"=?utf-8?q?=ff?=",
    b"=?x?b?",
    b"\n",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=unknown-8bit",
    b"charset=utf-7",
    b"Date: 99 Foo 0000\n",
    b">From ",
    b"\xff",
)
TABLE_PIECES = (
    b",",
    b'"',
    b'""',
    b"\n",
    b"\r",
    b"\t",
    b"0000-00-00",
    b"2016-02-30",
    b"\x00",
    b"\xff",
    b"2016 Feb 30",
    b"9999",
    b"null",
    b"{",
    b"[",
    b"1e999",
)
TEXT_PIECES = (
    b" launched ",
    b"North Korea ",
    b" missile",
    b" said ",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b". ",
    b"\n\n",
    b" on March 5, 2017",
    b" not ",
    b", which ",
    b" failed",
    b"Japan condemned ",
    b" from Sohae",
    b" will ",
    b"(",
    b")",
    b" -- ",
    b"\xef\xbf\xbd",
    b"\x00",
    b"12 ",
    b" Hwasong-15",
)
LINE = b'{"id": "1", "title": "A rise", "text": "A rocket rose on Monday.", "date": "2026-03-01", "url": "http://desk.example/1"}\n'
PAGE = (
    b"<html><head><title>A rise</title><meta property='article:published_time' content='2026-03-01T09:00:00Z'></head>"
    b"<body><h1>A rise</h1><p>"
    + b"The crew fired a weather rocket from the pier at dawn and watched it climb above the bay. </p><p>" * 3
    + b"</p></body></html>"
)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://desk.example/1\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
    len(HTTP),
    HTTP,
)
MAIL = (
    b"From desk@wire.example Mon Mar  2 09:00:00 2026\nFrom: Desk <desk@wire.example>\nSubject: A rise\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0000\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
    b"Content-Type: text/plain\n\nA rocket rose. http://desk.example/1\n--b\n"
    b"Content-Type: text/html\n\n<p>A rocket <a href='http://desk.example/2'>rose</a>.</p>\n--b--\n\n"
)
RSS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>Desk</title><item><title>A rise</title><link>http://desk.example/1</link>"
    b"<pubDate>Mon, 2 Mar 2026 09:00:00 +0000</pubDate><description>&lt;p&gt;A rocket rose.&lt;/p&gt;</description>"
    b"<guid>1</guid></item></channel></rss>"
)
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://desk.example/'><entry><title type='html'>A rise</title><id>1</id>"
    b"<link href='1.html'/><updated>2026-03-02T09:00:00Z</updated><content type='xhtml'><div>A rocket rose.</div></content></entry></feed>"
)
SITEMAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url>"
    b"<loc>http://desk.example/1</loc><news:news><news:title>A rise</news:title><news:publication_date>2026-03-02</news:publication_date>"
    b"</news:news></url></urlset>"
)
INDEX = b"<sitemapindex><sitemap><loc>http://desk.example/a.xml</loc><lastmod>2026-03-02</lastmod></sitemap></sitemapindex>"
GDELT_JSON = b'{"articles": [{"url": "http://desk.example/1", "title": "A rise", "seendate": "20260302T090000Z"}]}'
GDELT_CSV = b"URL,MobileURL,Date,Title\nhttp://desk.example/1,,2026-03-02 09:00:00,A rise\n"
GCAT = b"#Launch_Tag\tLaunch_Date\tLV_Type\tLaunch_Site\tLaunch_Code\n2016-A1\t2016 Feb  7 0030:00\tUnha\tSOHAE\tOS\n"
NAGIX = b'{"timeBins": [{"data": [{"date": "2016-02-07", "time": "0:30 (UTC)", "missile": "Unha", "outcome": "Success"}]}]}'
CSIS = b"date,event,description\n2016-02-07,Ballistic Missile Launch,A rocket rose\n2017-03-06,Nuclear,None\n"
STORY = (
    b"Crew fires rocket\nSEOUL -- North Korea fired two ballistic missiles from Sohae on Monday, the ministry said. Japan condemned the "
    b'launch, which failed after 90 seconds. "It flew 500 kilometers," an official said.\n\n'
    b"The South plans to launch a satellite on March 12, 2017."
)

PACKED_LINES = (gzip.compress(LINE * 3, mtime=0), gzip.compress(LINE, mtime=0) * 2)
PACKED_WARC = gzip.compress(WARC, mtime=0) * 2
URLS = b"http://desk.example/1\nhttps://desk.example/2 # two\n"
